using Sutler.Expressions.Values;

namespace Sutler.Expressions.Syntax;

/// <summary>A text in quotes, a number, or a bare word such as <c>vbTextCompare</c>.</summary>
public sealed record ConstantNode(int Position, ExpressionValue Value) : ExpressionNode(Position);
