namespace Sutler.Service.Plans;

/// <summary>Where a plan stands.</summary>
internal static class PlanState
{
    public const string Computing = "computing";
    public const string Ready = "ready";
    public const string Applying = "applying";

    /// <summary>Applied up to the limit that was asked for; applying goes on from there (S/PLAN-4).</summary>
    public const string Partial = "partial";

    public const string Applied = "applied";

    /// <summary>The job's schema has changed since: it would do something else now.</summary>
    public const string Stale = "stale";

    public const string Failed = "failed";
    public const string Canceled = "canceled";
}
