using Sutler.Expressions.Values;

namespace Sutler.Expressions;

/// <summary>What an expression came to: a value, or an error.</summary>
public sealed record EvaluationResult
{
    /// <summary>The value; null value when there is an error or the attribute leaves the flow.</summary>
    public ExpressionValue Value { get; init; }

    /// <summary>Why there is no value. An error is never turned into a silent null (S/EXPR-10).</summary>
    public ExpressionError? Error { get; init; }

    /// <summary>The attribute is not to be written at all (S/EXPR-44).</summary>
    public bool LeavesFlow { get; init; }

    /// <summary>Logs show <c>[Redact]</c> in place of the value (S/EXPR-68).</summary>
    public bool IsRedacted { get; init; }

    /// <summary>For SelectUniqueValue: the values to try, in order; the first free one is the value (S/EXPR-90). Otherwise empty.</summary>
    public IReadOnlyList<ExpressionValue> Candidates { get; init; } = [];
}
