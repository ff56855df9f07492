using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Dapper;
using Sutler.Service.Errors;
using Sutler.Service.Escrow;
using Sutler.Service.Jobs;
using Sutler.Service.Planning;
using Sutler.Service.Store;

namespace Sutler.Service.Quarantine;

/// <summary>Reads from the store how a job's last cycle went, and what that means.</summary>
internal sealed class QuarantineEvidence(DbConnection connection, string jobId)
{
    /// <summary>The cause for quarantine, if there is one, and whether the cycle was an initial one.</summary>
    public async Task<(QuarantineCause? Cause, bool IsInitial)> FindAsync()
    {
        var text = await connection.ExecuteScalarAsync<string?>("SELECT cycle FROM job WHERE tenant_id = @tenantId AND id = @jobId", new { tenantId = Tenant.Default, jobId });
        var cycle = text is null ? null : JsonSerializer.Deserialize<CycleRecord>(text, JsonSerializerOptions.Web);

        // Nearly every cycle ends here, without a query.
        if (cycle is null || cycle.Counters.Failed < QuarantinePolicy.LeastFailures)
            return (null, false);

        var failed = await EscrowReader.CountsAsync(connection, jobId, EscrowStore.Text(cycle.StartedAt));
        var references = await connection.ExecuteScalarAsync<int>(
            "SELECT COUNT(*) FROM pending_reference WHERE tenant_id = @tenantId AND job_id = @jobId", new { tenantId = Tenant.Default, jobId });
        var counted = failed.Where(count => count.ErrorCode is not (ErrorCodes.TooManyRequests or Reasons.UnableToResolveReferenceAttributeValue)).ToList();
        var counts = new QuarantineCounts(Attempted(cycle.Counters), counted.Sum(count => (long)count.Count), references);
        return (QuarantinePolicy.Judge(counts) is { } reason ? Cause(reason, counts, counted[0]) : null, cycle.Kind is CycleKind.Initial);
    }

    private static long Attempted(JobCounters counters) =>
        (long)counters.Created + counters.Updated + counters.Disabled + counters.Deleted + counters.Skipped + counters.Unchanged + counters.Failed;

    private static QuarantineCause Cause(string reason, QuarantineCounts counts, EscrowCount most)
    {
        var kind = ErrorCatalogue.Find(most.ErrorCode);
        return new QuarantineCause
        {
            Reason = reason,
            Code = most.ErrorCode,
            Message = string.Create(
                CultureInfo.InvariantCulture,
                $"{counts.Failures} of {counts.Attempted} objects failed, {most.Count} of them with {most.ErrorCode}: {kind?.Sentence} {kind?.Action} Then start the job, or restart it with resetScope QuarantineState."),
            IsActionable = kind?.Category == ErrorCategory.NonServiceFailure,
        };
    }
}
