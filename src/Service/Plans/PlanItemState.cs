namespace Sutler.Service.Plans;

/// <summary>What became of an item of a plan.</summary>
internal static class PlanItemState
{
    public const string Planned = "planned";
    public const string Applied = "applied";

    /// <summary>Source, link or target are not as they were: it was not sent, and is in the follow-up plan.</summary>
    public const string ChangedSince = "changedSince";

    public const string Failed = "failed";
}
