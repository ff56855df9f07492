namespace Sutler.Service.Jobs;

/// <summary>Something that happened to a job, when, and why.</summary>
internal sealed record JobTransition(JobEvent Event, DateTimeOffset At)
{
    public string Reason { get; init; } = "";

    /// <summary>Whether somebody asked for it; otherwise the service did it by itself.</summary>
    public bool IsOperators => Event is JobEvent.Start or JobEvent.Pause or JobEvent.Restart;

    /// <summary>A restart drops things, so it is told even where the state stays.</summary>
    public bool AlwaysAudited => Event is JobEvent.Restart;
}
