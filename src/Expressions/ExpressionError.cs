namespace Sutler.Expressions;

/// <summary>Why an expression has no value.</summary>
/// <param name="Function">The function that could not be computed.</param>
/// <param name="Argument">Number of the argument at fault, from 1; 0 when it is none in particular.</param>
/// <param name="Message">Names function, argument and input, the rule and the remedy.</param>
public sealed record ExpressionError(string Function, int Argument, string Message);
