using Sutler.Scim.Errors;
using Sutler.Scim.Filters;

namespace Sutler.Scim.Tests.Filters;

public class FilterParserTests
{
    /// <summary>Input, and how it is written in its plainest form.</summary>
    public static TheoryData<string, string> Valid => new()
    {
        // RFC 7644 §3.4.2.2, figure 1 and the examples of §3.5.2.
        { "userName eq \"bjensen\"", "userName eq \"bjensen\"" },
        { "name.familyName co \"O'Malley\"", "name.familyName co \"O'Malley\"" },
        { "userName sw \"J\"", "userName sw \"J\"" },
        { "urn:ietf:params:scim:schemas:core:2.0:User:userName sw \"J\"", "urn:ietf:params:scim:schemas:core:2.0:User:userName sw \"J\"" },
        { "title pr", "title pr" },
        { "meta.lastModified gt \"2011-05-13T04:42:34Z\"", "meta.lastModified gt \"2011-05-13T04:42:34Z\"" },
        { "meta.lastModified ge \"2011-05-13T04:42:34Z\"", "meta.lastModified ge \"2011-05-13T04:42:34Z\"" },
        { "meta.lastModified lt \"2011-05-13T04:42:34Z\"", "meta.lastModified lt \"2011-05-13T04:42:34Z\"" },
        { "meta.lastModified le \"2011-05-13T04:42:34Z\"", "meta.lastModified le \"2011-05-13T04:42:34Z\"" },
        { "title pr and userType eq \"Employee\"", "title pr and userType eq \"Employee\"" },
        { "title pr or userType eq \"Intern\"", "title pr or userType eq \"Intern\"" },
        {
            "schemas eq \"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\"",
            "schemas eq \"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\""
        },
        {
            "userType eq \"Employee\" and (emails co \"example.com\" or emails.value co \"example.org\")",
            "userType eq \"Employee\" and (emails co \"example.com\" or emails.value co \"example.org\")"
        },
        {
            "userType ne \"Employee\" and not (emails co \"example.com\" or emails.value co \"example.org\")",
            "userType ne \"Employee\" and not (emails co \"example.com\" or emails.value co \"example.org\")"
        },
        { "userType eq \"Employee\" and (emails.type eq \"work\")", "userType eq \"Employee\" and emails.type eq \"work\"" },
        {
            "userType eq \"Employee\" and emails[type eq \"work\" and value co \"@example.com\"]",
            "userType eq \"Employee\" and emails[type eq \"work\" and value co \"@example.com\"]"
        },
        {
            "emails[type eq \"work\" and value co \"@example.com\"] or ims[type eq \"xmpp\" and value co \"@foo.com\"]",
            "emails[type eq \"work\" and value co \"@example.com\"] or ims[type eq \"xmpp\" and value co \"@foo.com\"]"
        },
        { "members[value eq\"2819c223...919d-413861904646\"]", "members[value eq \"2819c223...919d-413861904646\"]" },

        // Precedence and grouping.
        { "a pr or b pr and c pr", "a pr or b pr and c pr" },
        { "(a pr or b pr) and c pr", "(a pr or b pr) and c pr" },
        { "a pr or (b pr and c pr)", "a pr or b pr and c pr" },
        { "not (a pr) and b pr", "not (a pr) and b pr" },
        { "not(a pr)or not(not (b pr))", "not (a pr) or not (not (b pr))" },
        { "a pr or (b pr or c pr)", "a pr or (b pr or c pr)" },
        { "((a pr))", "a pr" },

        // Case, space, names.
        { "USERNAME EQ \"x\" AND b PR", "USERNAME eq \"x\" and b pr" },
        { "  a\teq   \"x\"  ", "a eq \"x\"" },
        { "a pr and(b pr)", "a pr and b pr" },
        { "not pr", "not pr" },
        { "and eq \"x\" or or pr", "and eq \"x\" or or pr" },
        { "PLACEHOLDER eq \"c1b3\"", "PLACEHOLDER eq \"c1b3\"" },
        { "members.$ref eq \"x\"", "members.$ref eq \"x\"" },

        // Literals.
        { "a eq true and b eq false and c eq null", "a eq true and b eq false and c eq null" },
        { "a eq -12.50", "a eq -12.50" },
        { "a eq 1e3", "a eq 1000" },
        { """a eq "say \"hi\" \\ \/ \u00e9\t" """, """a eq "say \"hi\" \\ / é\u0009" """.Trim() },
        { "a eq \"\"", "a eq \"\"" },
        { "a eq \"it's + & # % ü 漢 🎉\"", "a eq \"it's + & # % ü 漢 🎉\"" },

        // Beyond the grammar, but sent.
        { "externalId eq jyoung", "externalId eq \"jyoung\"" },
        { "(externalId eq jyoung)", "externalId eq \"jyoung\"" },
        { "employeeNumber eq 007", "employeeNumber eq \"007\"" },
        { "meta.created gt 2011-05-13T04:42:34Z", "meta.created gt \"2011-05-13T04:42:34Z\"" },
        { "emails[type eq \"work\"].value eq \"a@b\"", "emails[type eq \"work\" and value eq \"a@b\"]" },
        { "emails[type eq \"work\" or primary eq true].value pr", "emails[(type eq \"work\" or primary eq true) and value pr]" },
        { TestSchemas.EcmaUrn + ":ContosoLogin eq \"a@b.c\"", TestSchemas.EcmaUrn + ":ContosoLogin eq \"a@b.c\"" },
    };

    [Theory]
    [MemberData(nameof(Valid))]
    public void Reads_filter(string filter, string plain) => FilterParser.Parse(filter).ToString().ShouldBe(plain);

    /// <summary>Input, and the position at which it is wrong.</summary>
    public static TheoryData<string, int> Invalid => new()
    {
        { "", 1 },
        { "   ", 4 },
        { "userName", 9 },
        { "userName eq", 12 },
        { "userName xx \"a\"", 10 },
        { "userName eqq \"a\"", 10 },
        { "userName pr x", 13 },
        { "userName eq \"a", 13 },
        { "userName eq \"a\" and", 20 },
        { "userName eq and b pr", 13 },
        { "(userName pr", 13 },
        { "userName pr)", 12 },
        { "not userName pr", 5 },
        { "emails[type eq \"work\"", 22 },
        { "emails[type[a pr]]", 12 },
        { "emails[]", 8 },
        { "emails[type pr].", 17 },
        { "emails[type pr].a.b eq 1", 17 },
        { "a eq \"\\x\"", 7 },
        { "a eq \"\\u12g4\"", 7 },
        { "a eq \"x\u0001y\"", 8 },
        { "a eq 1e99", 6 },
        { "a eq b\"c", 6 },
        { "a eq 'x'", 6 },
        { "a eq {}", 6 },
        { "eq \"x\"", 4 },
        { "a.b.c pr", 1 },
        { "9 pr", 1 },
        { "a eq (b)", 6 },
    };

    [Theory]
    [MemberData(nameof(Invalid))]
    public void Refuses_filter_and_says_where(string filter, int position)
    {
        var error = Should.Throw<ScimException>(() => FilterParser.Parse(filter)).Error;

        (error.Status, error.ScimType).ShouldBe((400, ScimErrorType.InvalidFilter));
        error.Detail.ShouldStartWith($"Filter, position {position}: ");
    }

    [Fact]
    public void Accepts_filter_at_length_limit_and_refuses_longer()
    {
        var filter = $"a eq \"{new string('x', FilterParser.MaxLength - 7)}\"";

        FilterParser.Parse(filter).ShouldBeOfType<ComparisonFilter>();
        Should.Throw<ScimException>(() => FilterParser.Parse(filter + " ")).Error.Detail.ShouldContain("10000");
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("not (", ")")]
    public void Accepts_depth_at_limit_and_refuses_deeper(string open, string close)
    {
        string Nested(int depth) => string.Concat(Enumerable.Repeat(open, depth)) + "a pr" + string.Concat(Enumerable.Repeat(close, depth));

        FilterParser.Parse(Nested(FilterParser.MaxDepth)).ShouldNotBeNull();
        Should.Throw<ScimException>(() => FilterParser.Parse(Nested(FilterParser.MaxDepth + 1))).Error.Detail.ShouldContain("50");
    }

    [Fact]
    public void Reads_long_chain_of_conditions()
    {
        var filter = string.Join(" or ", Enumerable.Repeat("a pr", 1000));

        FilterParser.Parse(filter).ToString().ShouldBe(filter);
    }

    [Fact]
    public void Reads_plain_equality_with_few_allocations()
    {
        const string Filter = TestSchemas.EcmaUrn + ":ContosoLogin eq \"someone@contoso.example\"";
        const int Times = 1000;
        FilterParser.Parse(Filter);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Times; i++)
            FilterParser.Parse(Filter);
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / Times;

        // Three strings, the path and the comparison: nothing else.
        bytes.ShouldBeLessThan(500);
    }
}
