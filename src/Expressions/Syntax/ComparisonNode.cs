namespace Sutler.Expressions.Syntax;

/// <summary>Two values compared; stands only where a condition is expected (S/EXPR-6).</summary>
public sealed record ComparisonNode(int Position, ComparisonSign Sign, ExpressionNode Left, ExpressionNode Right) : ExpressionNode(Position);
