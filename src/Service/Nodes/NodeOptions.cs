namespace Sutler.Service.Nodes;

/// <summary>How nodes that share a store watch each other.</summary>
internal sealed record NodeOptions
{
    /// <summary>How often a node says that it is there.</summary>
    public TimeSpan Beat { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A node that has said nothing for this long has lost its jobs to whoever asks for them.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>What a node leaves of its own lease before it asks again: the time between asking and a request's last byte.</summary>
    public TimeSpan Margin { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>How often a node looks at the whole: jobs that nobody schedules, more jobs here than elsewhere, tables to be counted.</summary>
    public TimeSpan Housekeeping { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the row of a node stays that is gone.</summary>
    public TimeSpan Forget { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long after an execution ended, or was refused, the scheduler offers the job again.</summary>
    public TimeSpan Offer { get; init; } = TimeSpan.FromSeconds(1);
}
