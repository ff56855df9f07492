using Sutler.Service.Applying;
using Sutler.Service.Mapping;

namespace Sutler.Service.Jobs;

/// <summary>What one run of a job works with. Made anew for each run, so that a changed schema or secret counts from the next run on.</summary>
internal sealed record JobContext
{
    public required string JobId { get; init; }

    public required string ApplicationName { get; init; }

    public required string ApplicationId { get; init; }

    /// <summary>The run's right to write: a later run has a higher one.</summary>
    public required long Epoch { get; init; }

    public required JobSchema Schema { get; init; }

    public required JobSettings Settings { get; init; }

    public required TargetConnection Target { get; init; }

    public required BatchStore Batches { get; init; }

    public required SettleStore Settling { get; init; }

    public required JobProgress Progress { get; init; }

    public required EngineOptions Options { get; init; }

    /// <summary>Who had it done: a person for what was asked for, else the service.</summary>
    public Initiator Initiator { get; init; } = Initiator.System;
}
