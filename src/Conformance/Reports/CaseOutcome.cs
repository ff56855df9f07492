namespace Sutler.Conformance.Reports;

public enum CaseOutcome
{
    Passed,
    Failed,

    /// <summary>The server does not offer what the case is about; the reason says what.</summary>
    Skipped,
}
