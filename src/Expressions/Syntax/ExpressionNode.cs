namespace Sutler.Expressions.Syntax;

/// <summary>A part of a parsed expression.</summary>
/// <param name="Position">Where it starts, as a character number from 1.</param>
public abstract record ExpressionNode(int Position);
