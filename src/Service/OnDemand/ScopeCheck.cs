namespace Sutler.Service.OnDemand;

/// <summary>One comparison of a scoping filter.</summary>
/// <param name="Rule">As the log writes it (S/SCOPE-18).</param>
/// <param name="Value">What the object has.</param>
/// <param name="Holds">What came out.</param>
internal sealed record ScopeCheck(string Rule, string Value, bool Holds);
