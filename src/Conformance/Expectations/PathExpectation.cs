namespace Sutler.Conformance.Expectations;

/// <summary>What holds at one place of a document.</summary>
/// <param name="Path">A path as <see cref="JsonPath"/> reads it, with variables.</param>
internal sealed record PathExpectation(string Path, IReadOnlyList<Check> Checks);
