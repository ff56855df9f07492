namespace Sutler.Expressions.Syntax;

/// <summary><c>[name]</c>.</summary>
public sealed record AttributeNode(int Position, string Name) : ExpressionNode(Position);
