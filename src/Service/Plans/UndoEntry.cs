namespace Sutler.Service.Plans;

/// <summary>One row of the provisioning log, as undoing reads it.</summary>
internal sealed record UndoEntry
{
    public required string SourceId { get; init; }

    /// <summary>The log's word: create, update, disable, delete.</summary>
    public required string Action { get; init; }

    public string? SourceName { get; init; }

    public string? TargetId { get; init; }

    public string? ChangeId { get; init; }

    /// <summary>The row's facts, as <see cref="Logs.LogRowFacts"/> reads them.</summary>
    public required string Record { get; init; }
}
