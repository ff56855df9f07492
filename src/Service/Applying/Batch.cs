namespace Sutler.Service.Applying;

/// <summary>Objects that are loaded, planned, journaled, sent and settled together.</summary>
internal sealed class Batch
{
    public List<WorkItem> Items { get; } = [];

    /// <summary>Objects of the work list that this batch covers, with those that needed nothing.</summary>
    public required IReadOnlyList<string> Ids { get; init; }

    /// <summary>Objects that were claimed for it: those it covers, and those whose earlier calls may still run.</summary>
    public IReadOnlyList<string> Claimed
    {
        get => field ?? Ids;
        init;
    }

    /// <summary>Where an initial cycle stands once the batch is settled; null to leave it.</summary>
    public string? Cursor { get; init; }
}
