namespace Sutler.Service.Targets.Probing;

/// <summary>One step of a probe, as an operator reads it.</summary>
/// <param name="Name">What was tried.</param>
/// <param name="Outcome"><c>passed</c>, <c>warning</c>, <c>failed</c> or <c>skipped</c>.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Detail">What was seen; for a failure the cause and the remedy.</param>
internal sealed record ProbeStep(string Name, string Outcome, double Milliseconds, string Detail)
{
    public const string Passed = "passed";
    public const string Warning = "warning";
    public const string Failed = "failed";
    public const string Skipped = "skipped";

    /// <summary>HTTP status code of the answer; 0 for none.</summary>
    public int Status { get; init; }

    /// <summary>What was on the wire, where the step failed (S/SCIM-41).</summary>
    public Scim.Client.ScimExchange? Exchange { get; init; }
}
