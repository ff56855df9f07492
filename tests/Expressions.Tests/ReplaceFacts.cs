namespace Sutler.Expressions.Tests;

/// <summary>Expression, attributes, expected.</summary>
internal static class ReplaceFacts
{
    public static readonly (string Expression, string Attributes, string? Expected)[] All =
    [
        ("""Replace([jobTitle],"Product Developer", , ,"Software Engineer", , )""", "jobTitle=Product Developer", "Software Engineer"),
        ("""Replace([mail],"@contoso.com", , ,"", , )""", "mail=john.doe@contoso.com", "john.doe"),
        ("""Replace([a],"X", , ,"y", , )""", "a=xXx", "xyx"),
        ("""Replace([user],"<username>", , , , ,"<username>@contoso.com")""", "user=jsmith", "jsmith@contoso.com"),
        ("""Replace([user],"<username>", , , , ,"<username>@contoso.com")""", "", null),
        ("""Replace([mobile], ,"\\+(?<isdCode>\\d* )(?<phoneNumber>\\d{10})", ,"${phoneNumber}", , )""", "mobile=+91 9998887777", "9998887777"),
        ("""Replace([mobile], ,"\+(?<isdCode>\d* )(?<phoneNumber>\d{10})", ,"${phoneNumber}", , )""", "mobile=+91 9998887777", "9998887777"),
        ("""Replace([user], ,"[a-zA-Z_]*", ,"", , )""", "user=john_doe72", "72"),
        ("""Replace([street], ,"(?<streetNumber>^\\d*)","streetNumber","888", , )""", "street=545 Tremont Street", "888 Tremont Street"),
        ("""Replace([mail], ,"(?<Suffix>@(.)*)","Suffix","", , )""", "mail=jsmith@contoso.com", "jsmith"),
        ("""Replace([phone], ,"\\+(?<isdCode>\\d* )(?<phoneNumber>\\d{10})","phoneNumber", ,[mobile], )""", "mobile=+91 8887779999", "8887779999"),
        ("""Replace([phone], ,"\\+(?<isdCode>\\d* )(?<phoneNumber>\\d{10})","phoneNumber", ,[mobile], )""", "phone=1; mobile=+91 8887779999", "1"),
        ("""Replace([phone], ,"[()\\s-]+", ,"", , )""", "phone=+1 (999) 888-7777", "+19998887777"),
        ("""Replace([phone], ,"[()\\s-]+", ,"")""", "", null),
        ("""Replace([a], ,"(", ,"")""", "a=x", "!Replace, argument 3 ('('): this is not a regular expression. Correct it; write a backslash twice."),
        ("""Replace([a], ,"x","g","")""", "a=x", "!Replace, argument 4 ('g'): the regular expression has no group of this name. Write the group as (?<name>…)."),
        ("""Replace([a],"", , ,"b")""", "a=x", "!Replace, argument 2 (''): there is nothing to find. Give the text to replace."),
        ("""Replace([a],"x")""", "a=x", "!Replace: the arguments given do not go together. Give Find with Replacement or Template, or RegularExpression with Replacement (\"\" to remove)."),
        ("""Replace([a], ,"^(a+)+$", ,"b")""", "a=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!",
            "!Replace, argument 3 ('^(a+)+$'): the regular expression took too long. Simplify it; avoid nested repetition."),
        ("""Replace(Replace(Replace([a],"a", , ,"aaaaaaaaaaaaaaaaaaaa"),"a", , ,"aaaaaaaaaaaaaaaaaaaa"),"a", , ,"aaaaaaaaaaaaaaaaaaaa")""",
            "a=" + "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "!Replace: the result has more than 1000000 characters. Shorten what goes in."),
    ];
}
