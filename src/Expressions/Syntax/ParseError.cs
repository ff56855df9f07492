namespace Sutler.Expressions.Syntax;

/// <summary>Why a text is no expression.</summary>
/// <param name="Position">Where, as a character number from 1.</param>
/// <param name="Message">Names the place, the rule and the remedy.</param>
public sealed record ParseError(int Position, string Message);
