using System.Text.RegularExpressions;

namespace Sutler.Service.Scoping;

/// <summary>What an operator compares.</summary>
/// <param name="Text">A value of the attribute.</param>
/// <param name="Operand">What the clause compares it with.</param>
/// <param name="Pattern">The operand as a regular expression, for operators that want one.</param>
/// <param name="Now">The moment that relative times count from.</param>
internal readonly record struct ScopeComparison(string Text, string Operand, Regex? Pattern, DateTimeOffset Now);
