using Sutler.Service.Applying;
using Sutler.Service.Escrow;
using Sutler.Service.Jobs;
using Sutler.Service.Planning;
using Sutler.Service.Store;

namespace Sutler.Service.Logs;

/// <summary>
/// One row of the provisioning log: what it is searched by in columns, the rest as compact facts. Graph's record, which repeats names and
/// sentences in every row, is written from them when somebody reads (<see cref="LogView"/>).
/// </summary>
internal sealed record LogRecord
{
    public const string Columns = """
        sequence AS Sequence, job_id AS JobId, cycle_id AS CycleId, at AS At, source_id AS SourceId, source_name AS SourceName, target_id AS TargetId, action AS Action,
        status AS Status, error_code AS ErrorCode, change_id AS ChangeId, repeats AS Repeats, record AS Record
        """;

    public long Sequence { get; init; }

    public string TenantId { get; init; } = Tenant.Default;

    public required string JobId { get; init; }

    public required string CycleId { get; init; }

    public required string At { get; init; }

    public required string SourceId { get; init; }

    public string? SourceName { get; init; }

    public string? TargetId { get; init; }

    public required string Action { get; init; }

    public required string Status { get; init; }

    public string? ErrorCode { get; init; }

    public string? ChangeId { get; init; }

    /// <summary>How often the same was found again since: objects that are skipped alike in every cycle have one row (S/LOG-15).</summary>
    public int Repeats { get; init; }

    /// <summary>The facts, as <see cref="LogFacts"/> writes them.</summary>
    public required string Record { get; init; }

    public static LogRecord Of(WorkItem item, JobContext job, CycleRecord cycle)
    {
        var change = item.Change!;
        return new LogRecord
        {
            JobId = job.JobId,
            CycleId = cycle.Id,
            At = EscrowStore.Text(job.Options.Time.GetUtcNow()),
            SourceId = item.SourceId,
            SourceName = change.DisplayName.Length > 0 ? change.DisplayName : null,
            TargetId = item.TargetId ?? change.TargetId,
            Action = item.IsHeld ? LogWords.StagedDelete : ActionOf(change.Action),
            Status = StatusOf(item),
            ErrorCode = item.Failure?.Code ?? (change.Warnings.Count > 0 ? change.Warnings[0].Code : change.Action is ChangeAction.None ? change.Reason : null),
            ChangeId = item.TraceId.Length > 0 ? item.TraceId : Guid.NewGuid().ToString("N"),
            Record = LogFacts.Write(item, job.Initiator),
        };
    }

    private static string ActionOf(ChangeAction action) => action switch
    {
        ChangeAction.Create => LogWords.Create,
        ChangeAction.Update => LogWords.Update,
        ChangeAction.Disable => LogWords.Disable,
        ChangeAction.Delete => LogWords.Delete,
        _ => LogWords.Other,
    };

    private static string StatusOf(WorkItem item) =>
        item.Failure is not null ? LogWords.Failure
        : item.Change!.Warnings.Count > 0 ? LogWords.Warning
        : item.IsHeld || item.Change.Action is ChangeAction.None ? LogWords.Skipped
        : LogWords.Success;
}
