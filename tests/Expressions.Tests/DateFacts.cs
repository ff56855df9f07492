namespace Sutler.Expressions.Tests;

/// <summary>Expression, attributes, expected.</summary>
internal static class DateFacts
{
    private const string Base = "d=2012-03-16-07:00";
    private const string Pair = "a=8/25/2021 5:41:18 PM; b=2012-03-16-07:00";
    private const string Hire = """Switch([Active], , "1", IIF(DateDiff("d", Now(), CDate([StatusHireDate])) > 5, "False", "True"), "0", "False")""";

    public static readonly (string Expression, string Attributes, string? Expected)[] All =
    [
        ("CDate([d])", "d=2020-03-16-07:00", "3/16/2020 7:00:00 AM"),
        ("CDate([d])", "d=2021-06-30+08:00", "6/29/2021 4:00:00 PM"),
        ("CDate([d])", "d=2009-06-15T01:45:30-07:00", "6/15/2009 8:45:30 AM"),
        ("CDate([d])", "d=2009-06-15", "6/15/2009 12:00:00 AM"),
        ("CDate([d])", "d=10:30", "7/2/2021 10:30:00 AM"),
        ("CDate([d])", "d=soon", "!CDate, argument 1 ('soon'): this is not a date. Give one such as 2020-12-31T23:59:59Z, or convert it with FormatDateTime first."),
        ("CDate([d])", "", "!CDate, argument 1 (null): this is not a date. Give one such as 2020-12-31T23:59:59Z, or convert it with FormatDateTime first."),
        ("Now()", "", "7/2/2021 3:33:38 PM"),
        ("""DateAdd("d",7,CDate([d]))""", Base, "3/23/2012 7:00:00 AM"),
        ("""DateAdd("d",-10,CDate([d]))""", Base, "3/6/2012 7:00:00 AM"),
        ("""DateAdd("ww",2,CDate([d]))""", Base, "3/30/2012 7:00:00 AM"),
        ("""DateAdd("m",10,CDate([d]))""", Base, "1/16/2013 7:00:00 AM"),
        ("""DateAdd("yyyy",2,CDate([d]))""", Base, "3/16/2014 7:00:00 AM"),
        ("""DateAdd("h",1,[d])""", Base, "3/16/2012 8:00:00 AM"),
        ("""DateAdd("n",90,[d])""", Base, "3/16/2012 8:30:00 AM"),
        ("""DateAdd("s",-1,[d])""", Base, "3/16/2012 6:59:59 AM"),
        ("""DateAdd("m",1,"2024-01-31")""", "", "2/29/2024 12:00:00 AM"),
        ("""DateAdd("x",1,[d])""", Base, "!DateAdd, argument 1 ('x'): this is not an interval. Write yyyy, m, ww, d, h, n or s."),
        ("""DateAdd("yyyy",99999,[d])""", Base, "!DateAdd, argument 2 ('99999'): this leaves the calendar. Give a smaller number."),
        ("""DateAdd("s",9223372036854775807,[d])""", Base, "!DateAdd, argument 2 ('9223372036854775807'): this leaves the calendar. Give a smaller number."),
        ("""DateDiff("d",[a],[b])""", "a=2021-08-18+08:00; b=2021-08-31+08:00", "13"),
        ("""DateDiff("d",[a],[b])""", Pair, "-3449"),
        ("""DateDiff("ww",[a],[b])""", Pair, "-493"),
        ("""DateDiff("m",[a],[b])""", Pair, "-113"),
        ("""DateDiff("yyyy",[a],[b])""", Pair, "-9"),
        ("""DateDiff("h",[a],[b])""", "a=2021-08-24; b=2021-08-25", "24"),
        ("""DateDiff("n",[a],[b])""", "a=2021-08-24; b=2021-08-25", "1440"),
        ("""DateDiff("s",[a],[b])""", "a=2021-08-24; b=2021-08-25", "86400"),
        ("""DateDiff("d",[a],[a])""", "a=2021-08-24", "0"),
        ("""DateDiff("d",[a],[b])""", "a=2021-08-24T23:00Z; b=2021-08-25T22:59Z", "0"),
        ("""DateDiff("ww",[a],[b])""", "a=2021-08-28; b=2021-08-29", "1"),
        ("""DateDiff("q",[a],[b])""", Pair, "!DateDiff, argument 1 ('q'): this is not an interval. Write yyyy, m, ww, d, h, n or s."),
        ("DateFromNum([n])", "n=129699324000000000", "1/1/2012 11:00:00 PM"),
        ("DateFromNum([n])", "n=-1", "!DateFromNum, argument 1 ('-1'): this is outside the calendar. Give the 100-nanosecond steps since 1601."),
        ("""NumFromDate("2020-12-31 23:59:59-08:00")""", "", "132539615990000000"),
        ("""DateFromNum(NumFromDate("2020-12-31T00:00:00Z"))""", "", "12/31/2020 12:00:00 AM"),
        ("""FormatDateTime([d], , "yyyyMMddHHmmss.fZ", "yyyy-MM-dd")""", "d=20150123105347.1Z", "2015-01-23"),
        ("""FormatDateTime([d], "yyyyMMddHHmmss.fZ", "yyyy-MM-dd")""", "d=20150123105347.1Z", "2015-01-23"),
        ("""FormatDateTime([d], , "yyyy-MM-ddzzz", "yyyy-MM-dd HH:mm")""", "d=2020-12-31+08:00", "2020-12-30 16:00"),
        ("""FormatDateTime([d], , "yyyy-MM-dd", "M/d/yyyy h:mm:ss tt")""", "d=2020-12-31", "12/31/2020 12:00:00 AM"),
        ("""FormatDateTime([d], "AllowWhiteSpaces", "yyyy-MM-dd", "yyyyMMdd")""", "d= 2020-12-31 ", "20201231"),
        ("""FormatDateTime([d], , "HH:mm", "yyyy-MM-dd HH:mm")""", "d=10:30", "2021-07-02 10:30"),
        ("""FormatDateTime([d], "NoCurrentDateDefault", "HH:mm", "yyyy-MM-dd")""", "d=10:30", "0001-01-01"),
        ("""FormatDateTime([d], , "yyyy-MM-dd", "yyyy")""", "d=31.12.2020", "!FormatDateTime, argument 1 ('31.12.2020'): this does not have the format yyyy-MM-dd. Correct the format, or the source."),
        ("""FormatDateTime([d], "Sloppy", "yyyy", "yyyy")""", "d=2020", "!FormatDateTime, argument 2 ('Sloppy'): these are not date styles. Write names of .NET's DateTimeStyles with commas between, or leave it out."),
        ("""FormatDateTime([d], , "yyyy", "x")""", "d=2020", "!FormatDateTime, argument 4 ('x'): this is not a date format. Write one such as yyyy-MM-dd."),
        ("""FormatDateTime([d], , "yyyy", "yyyy")""", "", null),
        ("""FormatDateTime([d], , "yyyy")""", "", "parse: Character 1: FormatDateTime misses the outputFormat. Write it as the last argument."),
        ("""NumFromDate(Join("", FormatDateTime([ContractEndDate], ,"yyyy-MM-ddzzz","yyyy-MM-dd"), " 23:59:59-08:00"))""", "ContractEndDate=2020-12-31+00:00", "132539615990000000"),
        ("""NumFromDate(Join("", FormatDateTime([ContractEndDate], ,"M/d/yyyy hh:mm:ss tt","yyyy-MM-dd"), " 23:59:59-08:00"))""", "ContractEndDate=12/31/2020 12:00:00 AM", "132539615990000000"),
        (Hire, "Active=1; StatusHireDate=2021-07-10", "False"),
        (Hire, "Active=1; StatusHireDate=2021-07-03", "True"),
        (Hire, "Active=0; StatusHireDate=2021-07-10", "False"),
        (Hire, "Active=2", null),
    ];
}
