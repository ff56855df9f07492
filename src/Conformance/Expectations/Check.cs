using System.Text.Json.Nodes;

namespace Sutler.Conformance.Expectations;

/// <summary>One operator with its operand, such as <c>count: 2</c>.</summary>
/// <param name="Operator">One of <see cref="CheckEvaluator.Operators"/>.</param>
/// <param name="Operand">The operand, with variables; null for the operators over the elements of a list.</param>
/// <param name="Nested">What holds for elements: of <c>all</c>, <c>any</c>, <c>none</c>, <c>atMostOne</c>.</param>
internal sealed record Check(string Operator, JsonNode? Operand, IReadOnlyList<PathExpectation> Nested);
