using System.Globalization;
using System.Text.RegularExpressions;
using Sutler.Service.Mapping;

namespace Sutler.Service.Scoping;

/// <summary>One comparison of a scoping filter (S/SCOPE-13). An attribute without a value fails every comparison but the tests for null (S/SCOPE-12).</summary>
internal sealed class ScopeClause
{
    private const string TookTooLong = "the regular expression took longer than 250 ms, so the clause counts as false. Simplify it; avoid nested repetition.";
    private readonly IReadOnlyList<(string Text, Regex? Pattern)> _operands;

    public ScopeClause(string attribute, ScopeOperator comparison, params IReadOnlyList<string> operands)
    {
        Attribute = attribute;
        Operator = comparison;
        Operands = operands;
        _operands = comparison.Arity is ScopeArity.Unary ? [("", null)] : [.. operands.Select(operand => (operand, comparison.IsRegex ? ScopePattern.Make(operand) : null))];
    }

    public string Attribute { get; }

    public ScopeOperator Operator { get; }

    public IReadOnlyList<string> Operands { get; }

    /// <summary>For an attribute with several values: one that fits is enough. Otherwise all must.</summary>
    public bool Any { get; init; }

    /// <summary>The expression of a clause that is one.</summary>
    public ExpressionSource? Condition { get; init; }

    /// <summary>Whether the clause holds; null when that could not be decided in time, which counts as not.</summary>
    public bool? Judge(Func<string, object?> read, DateTimeOffset now)
    {
        if (Condition is not null)
            return IsTrue(read, out _);

        var values = Texts(read(Attribute));
        if (Operator.TestsNull)
            return Operator.Holds(new ScopeComparison(values.Count == 0 ? "" : values[0], "", null, now));
        if (values.Count == 0)
            return false;
        return Combine(values, text => JudgeOne(text, now), Any);
    }

    public ClauseVerdict Explain(string filter, Func<string, object?> read, DateTimeOffset now)
    {
        var operand = Operator.Arity is ScopeArity.Unary ? "" : $" '{string.Join(", ", Operands)}'";
        var verdict = new ClauseVerdict { Filter = filter, Key = $"{filter}.{Attribute} {Operator.Name}{operand}", Holds = false };
        if (Condition is not null)
            return verdict with { Holds = IsTrue(read, out var fault) is true, Warning = fault };

        var holds = Judge(read, now);
        var values = Texts(read(Attribute));
        return verdict with { Holds = holds is true, Value = values.Count == 0 ? null : string.Join("; ", values), Warning = holds is null ? TookTooLong : null };
    }

    private bool? JudgeOne(string text, DateTimeOffset now) =>
        Combine(_operands, operand => Operator.Holds(new ScopeComparison(text, operand.Text, operand.Pattern, now)), any: !Operator.IsNegative);

    private bool? IsTrue(Func<string, object?> read, out string? fault)
    {
        fault = null;
        try
        {
            return Condition!.Map(read).Value switch
            {
                bool flag => flag,
                string text => text.Is("true"),
                _ => false,
            };
        }
        catch (MappingException e)
        {
            fault = e.Message;
            return null;
        }
    }

    /// <summary>What could not be decided counts as false, also behind a negation.</summary>
    private static bool? Combine<T>(IReadOnlyList<T> items, Func<T, bool?> judge, bool any)
    {
        bool? all = !any;
        foreach (var item in items)
        {
            var one = judge(item);
            if (one == any)
                return any;
            all = one is null ? null : all;
        }

        return all;
    }

    private static IReadOnlyList<string> Texts(object? value) => value switch
    {
        null or "" => [],
        string text => [text],
        string[] many => [.. many.Where(text => text.Length > 0)],
        ComplexValue[] many => [.. many.Select(item => item.Parts.GetValueOrDefault("value") as string).OfType<string>()],
        _ => [Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""],
    };
}
