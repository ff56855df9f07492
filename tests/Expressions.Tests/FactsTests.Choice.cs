namespace Sutler.Expressions.Tests;

public sealed partial class FactsTests
{
    private const string Bad = "!IIF: the condition is null or empty. Use Switch or Coalesce to give it a value first.";
    private const string BadComparison = "!Comparison: the value on the left is null or empty. Use Switch or Coalesce to give it a value first.";
    private const string State = """Switch([state],"Australia/Sydney","NSW","Australia/Sydney","QLD","Australia/Brisbane","SA","Australia/Adelaide")""";

    private static readonly (string Expression, string Attributes, string? Expected)[] ChoiceFacts =
    [
        ("""IIF([country]="USA",[country],[department])""", "country=USA; department=Sales", "USA"),
        ("""IIF([country]="USA",[country],[department])""", "country=usa; department=Sales", "Sales"),
        ("""IIF([country]="USA",[country],[department])""", "department=Sales", BadComparison),
        ("""IIF([country]="USA","a")""", "country=UK", null),
        ("""IIF([flag],"yes","no")""", "flag=#true", "yes"),
        ("""IIF([flag],"yes","no")""", "flag=True", "yes"),
        ("""IIF([flag],"yes","no")""", "flag=#false", "no"),
        ("""IIF([flag],"yes","no")""", "flag=#7", "yes"),
        ("""IIF([flag],"yes","no")""", "", Bad),
        ("""IIF(IsPresent([mail]),[mail],[userPrincipalName])""", "userPrincipalName=u@x", "u@x"),
        ("""IIF([a]>[b],"more","not more")""", "a=#10; b=#9", "more"),
        ("""IIF([a]>[b],"more","not more")""", "a=10; b=9", "more"),
        ("""IIF([a]>[b],"more","not more")""", "a=10x; b=9x", "not more"),
        ("""IIF([a]>=2.5,"more","less")""", "a=2.50", "more"),
        ("""IIF([a]<>"","present","empty")""", "a=x", "present"),
        ("""IIF([a]<"b","less","more")""", "a=a", "less"),
        ("""IIF([a]<=-1,"less","more")""", "a=#-1", "less"),
        //("""IIF(CDate([d])<Now(),"past","future")""", "d=2021-07-02T15:33:37Z", "past"),
        //("""IIF(CDate([d])<Now(),"past","future")""", "d=2021-10-01", "future"),
        (State, "state=QLD", "Australia/Brisbane"),
        (State, "state=qld", "Australia/Sydney"),
        (State, "", "Australia/Sydney"),
        ("""Switch([country],[country],"","Other")""", "", "Other"),
        ("""Switch([country],[country],"","Other")""", "country=", "Other"),
        ("""Switch([country],[country],"","Other")""", "country=DE", "DE"),
        ("""Switch([x], ,"1","one")""", "x=2", null),
        ("""Switch([x],"","1","one")""", "x=2", ""),
        ("""Switch([x],"no","True","yes")""", "x=#true", "yes"),
        ("""Switch([x],"no",1,"yes")""", "x=#1", "yes"),
        ("Coalesce([mail],[userPrincipalName])", "userPrincipalName=u@x", "u@x"),
        ("Coalesce([mail],[userPrincipalName])", "mail=m@x; userPrincipalName=u@x", "m@x"),
        ("Coalesce([mail],[userPrincipalName])", "mail=; userPrincipalName=u@x", ""),
        ("""Coalesce([a],[b],"none")""", "", "none"),
        ("Coalesce([a],[b])", "", null),
        ("IsPresent([a])", "a=x", "True"),
        ("IsPresent([a])", "a=", "False"),
        ("IsPresent([a])", "", "False"),
        ("""Not("False")""", "", "True"),
        ("""Not("True")""", "", "False"),
        ("Not([a])", "a=#true", "False"),
        ("Not([a])", "a=#false", "True"),
        ("Not([a])", "", "True"),
        ("""Not("maybe")""", "", "True"),
    ];
}
