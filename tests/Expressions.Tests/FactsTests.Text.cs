namespace Sutler.Expressions.Tests;

public sealed partial class FactsTests
{
    private static readonly (string Expression, string Attributes, string? Expected)[] TextFacts =
    [
        ("""Append([userPrincipalName],".test")""", "userPrincipalName=John.Doe@contoso.com", "John.Doe@contoso.com.test"),
        ("""Append([gone],".test")""", "", ".test"),
        ("Append([gone],[gone])", "", null),
        ("""Join("@","a","b.c")""", "", "a@b.c"),
        ("""Join(", ","",[surname],[givenName])""", "surname=Doe; givenName=John", "Doe, John"),
        ("""Join(", ","",[surname],[givenName])""", "givenName=John", "John"),
        ("""Join("",1000,"x")""", "", "1000x"),
        ("""Join(";",[proxyAddresses],"c")""", "proxyAddresses=a|b", "a;b;c"),
        ("""Join( ,"a","b")""", "", "ab"),
        ("""Join("-", ,[a])""", "", ""),
        ("ToLower([mail])", "mail=John.Smith@Contoso.COM", "john.smith@contoso.com"),
        ("""ToLower("TITLE")""", "", "title"),
        ("""ToLower("TITLE","tr-TR")""", "", "tıtle"),
        ("""ToUpper("title")""", "", "TITLE"),
        ("""ToUpper("title","tr-TR")""", "", "TİTLE"),
        ("""ToUpper("straße","de-DE")""", "", "STRAßE"),
        ("ToUpper([gone])", "", null),
        ("""ToUpper("a","not a culture")""", "", "!ToUpper, argument 2 ('not a culture'): this is not the name of a culture. Give one such as en-US, or leave it out."),
        ("""x.Trim("  a b ")""", "", "a b"),
        ("""Trim("  a b ")""", "", "a b"),
        ("""Join("\\","a\"b","c")""", "", """a"b\c"""),
        ("[displayName]", "displayName=Z", "Z"),
        ("[flag]", "flag=#false", "False"),
        ("\"1\"", "", "1"),
        ("&HF7", "", "247"),
    ];
}
