using System.Data.Common;
using System.Text.Json.Nodes;
using Dapper;
using Sutler.Service.Api;
using Sutler.Service.Audit;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Jobs;

/// <summary>
/// Moves a job to the state that <see cref="JobStates"/> says, with the audit of it, within the caller's transaction. Locks the job's row first;
/// appends the audit last, so call it where nothing else is to be written after it.
/// </summary>
internal static class JobTransitions
{
    /// <summary>False when the job stays as it is, or is gone.</summary>
    public static async Task<bool> ApplyAsync(DbTransaction transaction, string jobId, JobTransition transition)
    {
        var parameters = new { tenantId = Tenant.Default, jobId };
        var (before, watermark) = await transaction.Connection!.QuerySingleOrDefaultAsync<(string?, long?)>(
            $"SELECT code, watermark FROM job WHERE tenant_id = @tenantId AND id = @jobId{RowLock.ForUpdate(transaction)}", parameters, transaction);
        if (before is null)
            return false;
        var after = JobStates.Next(before, transition.Event, watermark is not null);
        if (after == before && !transition.AlwaysAudited)
            return false;

        await transaction.Connection!.ExecuteAsync(
            "UPDATE job SET code = @after WHERE tenant_id = @tenantId AND id = @jobId", new { tenantId = Tenant.Default, jobId, after }, transaction);
        await AuditStore.AppendAsync(transaction, new AuditEntry
        {
            Activity = Activity(transition.Event),
            TargetType = "SynchronizationJob",
            TargetId = jobId,
            TargetName = jobId,
            Before = new JsonObject { ["code"] = before },
            After = new JsonObject { ["code"] = after },
            Reason = transition.Reason,
            At = transition.At,
            Actor = transition.IsOperators ? Caller.Current : Caller.Service,
        });
        return after != before;
    }

    private static string Activity(JobEvent happened) => happened switch
    {
        JobEvent.Start => Activities.Start,
        JobEvent.Pause => Activities.Pause,
        JobEvent.Restart => Activities.Restart,
        JobEvent.Quarantined => Activities.Quarantine,
        _ => Activities.JobState,
    };
}
