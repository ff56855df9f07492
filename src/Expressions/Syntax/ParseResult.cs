namespace Sutler.Expressions.Syntax;

/// <summary>What parsing came to: an expression, with warnings perhaps, or an error.</summary>
public sealed record ParseResult
{
    public Expression? Expression { get; init; }

    public ParseError? Error { get; init; }

    /// <summary>What works here but not in the original, or is likely a mistake.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
