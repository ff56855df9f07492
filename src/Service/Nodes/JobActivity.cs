using Sutler.Service.Jobs;

namespace Sutler.Service.Nodes;

/// <summary>What a job is doing, on whichever node.</summary>
internal sealed record JobActivity
{
    public static readonly JobActivity None = new();

    /// <summary>The node that has the job; null for none.</summary>
    public string? NodeId { get; init; }

    public bool IsRunning { get; init; }

    public string Phase { get; init; } = JobPhase.Idle;

    public int Done { get; init; }

    public int Total { get; init; }

    public string? WaitingFor { get; init; }

    public string? LastError { get; init; }

    /// <summary>Since the process of that node started.</summary>
    public JobCounters Totals { get; init; } = new();

    public static JobActivity Of(string nodeId, JobProgress progress, bool isRunning) => new()
    {
        NodeId = nodeId,
        IsRunning = isRunning,
        Phase = progress.Phase,
        Done = progress.Done,
        Total = progress.Total,
        WaitingFor = progress.WaitingFor,
        LastError = progress.LastError,
        Totals = progress.Totals,
    };
}
