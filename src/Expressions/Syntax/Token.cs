namespace Sutler.Expressions.Syntax;

/// <summary>A word of the text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Position">Where it starts, from 1.</param>
/// <param name="Text">Name, unescaped text, number or sign; for a fault, what is wrong.</param>
internal readonly record struct Token(TokenKind Kind, int Position, string Text);
