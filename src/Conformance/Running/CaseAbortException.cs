namespace Sutler.Conformance.Running;

/// <summary>A case cannot go on: a variable has no value, or what it would send is larger than the runner tries.</summary>
internal sealed class CaseAbortException(string message, bool skips = false) : Exception(message)
{
    /// <summary>The case is to be skipped rather than failed.</summary>
    public bool Skips { get; } = skips;
}
