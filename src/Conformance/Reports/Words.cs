using Sutler.Conformance.Cases;

namespace Sutler.Conformance.Reports;

/// <summary>Levels and outcomes as reports write them.</summary>
public static class Words
{
    public static string Of(CaseLevel level) => level switch
    {
        CaseLevel.Must => "must",
        CaseLevel.Should => "should",
        _ => "may",
    };

    public static string Of(CaseOutcome outcome) => outcome switch
    {
        CaseOutcome.Passed => "passed",
        CaseOutcome.Failed => "failed",
        _ => "skipped",
    };
}
