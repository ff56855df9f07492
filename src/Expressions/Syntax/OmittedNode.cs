namespace Sutler.Expressions.Syntax;

/// <summary>An argument that is left out: nothing between two commas.</summary>
public sealed record OmittedNode(int Position) : ExpressionNode(Position);
