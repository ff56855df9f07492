using System.Globalization;
using Sutler.Service.Scoping;
using Sutler.Testing;

namespace Sutler.Service.Tests.Scoping;

/// <summary>Every operator of S/SCOPE-13 and S/SCOPE-20 with the null rules of S/SCOPE-12, under several cultures.</summary>
public sealed class ScopeClauseTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Operator, operands, value (a text, #true, #5, a|b for several, or null), expected.</summary>
    public static TheoryData<string, string?, string?, bool> Facts => new()
    {
        { "EQUALS", "Sales", "Sales", true }, { "EQUALS", "Sales", "sales", false }, { "EQUALS", "Sales", null, false }, { "EQUALS", "Sales", "", false }, { "EQUALS", "5", "#5", true },
        { "NOT EQUALS", "Sales", "Other", true }, { "NOT EQUALS", "Sales", "Sales", false }, { "NOT EQUALS", "Sales", "sales", true }, { "NOT EQUALS", "Sales", null, false }, { "NOT EQUALS", "Sales", "", false },
        { "IS TRUE", null, "#true", true }, { "IS TRUE", null, "#false", false }, { "IS TRUE", null, "True", true }, { "IS TRUE", null, null, false }, { "IS TRUE", null, "yes", false },
        { "IS FALSE", null, "#false", true }, { "IS FALSE", null, "#true", false }, { "IS FALSE", null, null, false },
        { "IS NULL", null, null, true }, { "IS NULL", null, "", true }, { "IS NULL", null, "x", false }, { "IS NULL", null, "#false", false },
        { "IS NOT NULL", null, "x", true }, { "IS NOT NULL", null, null, false }, { "IS NOT NULL", null, "", false }, { "IS NOT NULL", null, "#5", true },
        { "REGEX MATCH", "([1-9][0-9])", "42", true }, { "REGEX MATCH", "^([1-9][0-9])$", "9", false }, { "REGEX MATCH", "^S", "sales", false }, { "REGEX MATCH", "^S", null, false },
        { "REGEX MATCH", @".*\@domain.com", "joe@domain.com", true }, { "REGEX MATCH", "(1[0-9][0-9][0-9][0-9][0-9][0-9])", "#1234567", true },
        { "REGEX MATCH", "(1[0-9][0-9][0-9][0-9][0-9][0-9])", "2000000", false }, { "REGEX MATCH", "(1[0-9][0-9][0-9][0-9][0-9][0-9])", "912345678", true },
        { "NOT REGEX MATCH", "^S", "Other", true }, { "NOT REGEX MATCH", "^S", "Sales", false }, { "NOT REGEX MATCH", "^S", null, false }, { "NOT REGEX MATCH", "^S", "", false },
        { "Greater_Than", "10", "11", true }, { "Greater_Than", "10", "#11", true }, { "Greater_Than", "10", "10", false }, { "Greater_Than", "10", "9", false }, { "Greater_Than", "10", "x", false }, { "Greater_Than", "10", null, false }, { "Greater_Than", "-5", "-4", true },
        { "Greater_Than_OR_EQUALS", "10", "10", true }, { "Greater_Than_OR_EQUALS", "10", "9", false }, { "Greater_Than_OR_EQUALS", "x", "10", false },
        { "Includes", "ale", "Sales", true }, { "Includes", "ALE", "Sales", false }, { "Includes", "i", "ITEM", false }, { "Includes", "ale", null, false },
        { "ENDS_WITH", "es", "Sales", true }, { "ENDS_WITH", "ES", "Sales", false }, { "ENDS_WITH", "es", null, false },
        { "&", "Sales,Support", "Sales", true }, { "&", "Sales,Support", "sales", false }, { "&", "Sales,Support", "Other", false }, { "&", "Sales", null, false },
        { "!&", "Sales,Support", "Other", true }, { "!&", "Sales,Support", "Sales", false }, { "!&", "Sales", null, false },
        { "EQUALS_CI", "sales", "SALES", true }, { "EQUALS_CI", "item", "ITEM", true }, { "NOT_EQUALS_CI", "sales", "SALES", false }, { "NOT_EQUALS_CI", "sales", null, false },
        { "IN", "a|b", "b", true }, { "IN", "a|b", "B", false }, { "IN_CI", "a|b", "B", true }, { "NOT_IN", "a|b", "c", true }, { "NOT_IN", "a|b", "b", false }, { "NOT_IN", "a|b", null, false },
        { "Includes_CI", "ALE", "Sales", true }, { "STARTS_WITH", "Sa", "Sales", true }, { "STARTS_WITH", "sa", "Sales", false }, { "STARTS_WITH_CI", "sa", "Sales", true }, { "ENDS_WITH_CI", "ES", "Sales", true },
        { "Less_Than", "10", "9", true }, { "Less_Than", "10", "10", false }, { "Less_Than", "10", "x", false }, { "Less_Than_OR_EQUALS", "10", "10", true },
        { "BEFORE", "now", "2026-03-01T11:59:59Z", true }, { "BEFORE", "now", "2026-03-01T12:00:01Z", false }, { "BEFORE", "now-30d", "2026-01-29", true }, { "BEFORE", "now-30d", "2026-01-31", false },
        { "AFTER", "now+1w", "2026-03-09", true }, { "AFTER", "now+12h", "2026-03-02T00:00:01Z", true }, { "AFTER", "2026-01-01", "2026-01-02", true }, { "AFTER", "now", null, false }, { "AFTER", "now", "soon", false },
        { "EQUALS", "a|b", "b", true }, { "NOT EQUALS", "a|b", "b", false },
        { "EQUALS", "a", "a|a", true }, { "EQUALS", "a", "a|b", false }, { "IS NULL", null, "|", true },
    };

    [Theory]
    [MemberData(nameof(Facts))]
    public void Holds_as_documented_under_every_culture(string name, string? operands, string? value, bool expected)
    {
        foreach (var culture in (string[])["", "tr-TR", "de-DE"])
        {
            var before = CultureInfo.CurrentCulture;
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            try
            {
                Judge(name, operands, value).ShouldBe(expected, culture);
            }
            finally
            {
                CultureInfo.CurrentCulture = before;
            }
        }
    }

    [Fact]
    public void Any_value_is_enough_where_the_clause_says_so()
    {
        var clause = new ScopeClause("a", ScopeOperators.Find("EQUALS")!, "x") { Any = true };
        clause.Judge(_ => new[] { "y", "x" }, Now).ShouldBe(true);
        clause.Judge(_ => Array.Empty<string>(), Now).ShouldBe(false);
    }

    [Theory]
    [InlineData("REGEX MATCH")]
    [InlineData("NOT REGEX MATCH")]
    public void An_expression_that_takes_too_long_is_false_and_says_so(string name)
    {
        var clause = new ScopeClause("a", ScopeOperators.Find(name)!, "^(a+)+$");
        var filter = new ScopeFilter([new ScopeGroup("Slow", [clause])], new ManualTimeProvider(Now));
        filter.Includes(Slow).ShouldBeFalse();
        var verdict = filter.Judge(Slow);
        verdict.Included.ShouldBeFalse();
        verdict.Warnings.ShouldHaveSingleItem().ShouldContain("250 ms");

        static object? Slow(string name) => "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!";
    }

    [Fact]
    public void Clauses_are_joined_by_and_and_groups_by_or_and_the_verdict_names_each()
    {
        var filter = new ScopeFilter(
            [
                new ScopeGroup("Sales", [Clause("department", "EQUALS", "Sales"), Clause("country", "EQUALS", "DE")]),
                new ScopeGroup("Staff", [Clause("employeeId", "IS NOT NULL")]),
            ],
            new ManualTimeProvider(Now));
        Included("Sales", "DE", null).ShouldBeTrue();
        Included("Sales", "FR", null).ShouldBeFalse();
        Included("Other", "DE", "7").ShouldBeTrue();
        Included(null, null, null).ShouldBeFalse();
        filter.Judge(Read("Sales", "FR", null)).ToMap().ShouldBe(new Dictionary<string, bool>
        {
            ["Sales.department EQUALS 'Sales'"] = true,
            ["Sales.country EQUALS 'DE'"] = false,
            ["Staff.employeeId IS NOT NULL"] = false,
        });
        ScopeFilter.Everybody.Includes(_ => null).ShouldBeTrue();

        bool Included(string? department, string? country, string? id)
        {
            var read = Read(department, country, id);
            filter.Judge(read).Included.ShouldBe(filter.Includes(read));
            return filter.Includes(read);
        }
    }

    [Fact]
    public void The_operators_are_listed_with_the_names_and_arities_of_the_original()
    {
        ScopeOperators.All.Where(item => !item.IsExtension).Select(item => (item.Name, item.Arity)).ShouldBe(
        [
            ("EQUALS", ScopeArity.Binary), ("NOT EQUALS", ScopeArity.Binary), ("IS TRUE", ScopeArity.Unary), ("IS FALSE", ScopeArity.Unary), ("IS NULL", ScopeArity.Unary),
            ("IS NOT NULL", ScopeArity.Unary), ("REGEX MATCH", ScopeArity.Binary), ("NOT REGEX MATCH", ScopeArity.Binary), ("Greater_Than", ScopeArity.Binary),
            ("Greater_Than_OR_EQUALS", ScopeArity.Binary), ("Includes", ScopeArity.Binary), ("ENDS_WITH", ScopeArity.Binary), ("&", ScopeArity.Binary), ("!&", ScopeArity.Binary),
        ]);
    }

    private static bool Judge(string name, string? operands, string? value) =>
        new ScopeClause("a", ScopeOperators.Find(name)!, operands?.Split('|') ?? []).Judge(_ => Value(value), Now) is true;

    private static ScopeClause Clause(string attribute, string name, params string[] operands) => new(attribute, ScopeOperators.Find(name)!, operands);

    private static Func<string, object?> Read(string? department, string? country, string? id) =>
        name => name switch { "department" => department, "country" => country, _ => id };

    private static object? Value(string? text) => text switch
    {
        null => null,
        "#true" => true,
        "#false" => false,
        ['#', .. var digits] => decimal.Parse(digits, CultureInfo.InvariantCulture),
        _ when text.Contains('|', StringComparison.Ordinal) => text.Split('|', StringSplitOptions.RemoveEmptyEntries),
        _ => text,
    };
}
