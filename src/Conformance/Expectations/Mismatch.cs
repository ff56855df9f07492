namespace Sutler.Conformance.Expectations;

/// <summary>An expectation that does not hold: what was expected and what came.</summary>
internal sealed record Mismatch(string Expected, string Came);
