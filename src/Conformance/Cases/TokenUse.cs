namespace Sutler.Conformance.Cases;

/// <summary>Which credential a step sends.</summary>
internal enum TokenUse
{
    Right,
    Wrong,
    None,
}
