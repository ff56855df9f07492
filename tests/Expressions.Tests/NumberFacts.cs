namespace Sutler.Expressions.Tests;

/// <summary>Expression, attributes, expected.</summary>
internal static class NumberFacts
{
    public static readonly (string Expression, string Attributes, string? Expected)[] All =
    [
        ("BitAnd(&HF,&HF7)", "", "7"),
        ("BitAnd([userAccountControl],2)", "userAccountControl=514", "2"),
        ("BitAnd([a],2)", "a=x", "!BitAnd, argument 1 ('x'): this is not a whole number. Give one."),
        ("BitAnd([a],2)", "", "!BitAnd, argument 1 (null): this is not a whole number. Give one."),
        ("""ConvertToBase64("Hello world!")""", "", "SABlAGwAbABvACAAdwBvAHIAbABkACEA"),
        ("""ConvertToUTF8Hex("Hello world!")""", "", "48656C6C6F20776F726C6421"),
        ("ConvertToUTF8Hex([gone])", "", null),
        ("Count([a])", "a=x|y|z", "3"),
        ("Count([a])", "a=x", "1"),
        ("Count([gone])", "", "0"),
        ("Item([proxyAddresses],1)", "proxyAddresses=SMTP:a@x|smtp:b@x", "SMTP:a@x"),
        ("Item([proxyAddresses],2)", "proxyAddresses=SMTP:a@x|smtp:b@x", "smtp:b@x"),
        ("Item([proxyAddresses],3)", "proxyAddresses=SMTP:a@x|smtp:b@x", null),
        ("Item([a],1)", "a=x", "x"),
        ("Item([a],0)", "a=x|y", "!Item, argument 2 ('0'): places count from 1. Give 1 for the first value."),
        ("RemoveDuplicates([a])", "a=x|y|x|X", "[x|y|X]"),
        ("Guid()", "", "00aa00aa-bb11-cc22-dd33-44ee44ee44ee"),
        ("DefaultDomain()", "", "contoso.com"),
        ("Redact([userPrincipalName])", "userPrincipalName=u@x", "u@x"),
        ("""Redact(Left([a],"x"))""", "a=secret", "!Left, argument 2 ([Redact]): this is not a whole number. Give one."),
        ("""Join("",1000,Replace(ConvertToUTF8Hex([objectId]), ,"[a-zA-Z_]*", ,"", , ))""", "objectId=00aa00aa-bb11-cc22-dd33-44ee44ee44ee",
            "100030306161303061612626231312636332322646433332343465653434656534346565"),
        ("RandomString(5,3,0,0,3)", "", "!RandomString, argument 1 ('5'): the length is less than the minima together. Give a greater length."),
        ("RandomString(257,0,0,0,0)", "", "!RandomString, argument 1 ('257'): this is not a whole number from 0 to 256. Give one."),
        ("""RandomString(4,4,0,0,0,"0123456789")""", "", "!RandomString, argument 6 ('0123456789'): all characters of a kind that is needed are to be avoided. Leave some of them."),
    ];
}
