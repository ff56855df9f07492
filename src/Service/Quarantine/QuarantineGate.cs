using System.Data.Common;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Sutler.Service.Audit;
using Sutler.Service.Escrow;
using Sutler.Service.Jobs;
using Sutler.Storage;

namespace Sutler.Service.Quarantine;

/// <summary>
/// Whether a job may run, and what the end of a run means for it: a fault of the whole job or too many failures put it into quarantine, a
/// run that went well takes it out (S/QUAR-1 … S/QUAR-13). Writes of a run are conditional on its epoch. Safe for any number of jobs.
/// </summary>
internal sealed partial class QuarantineGate(Database database, EngineOptions options, ILogger<QuarantineGate> logger)
{
    public Task<QuarantineRow?> FindAsync(string jobId, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => QuarantineStore.FindAsync(connection, jobId), cancellationToken);

    /// <summary>False while the job has to wait; its progress says for what. A job that has waited for four weeks is disabled.</summary>
    public async Task<bool> MayRunAsync(JobRow row, JobProgress progress, CancellationToken cancellationToken)
    {
        if (await FindAsync(row.Id, cancellationToken) is not { State: QuarantineRow.Quarantined } quarantine)
            return true;

        var now = options.Time.GetUtcNow();
        progress.LastError = QuarantineView.Message(quarantine);
        progress.WaitingFor = quarantine.WaitingFor ?? "operator";
        if (quarantine.DisabledAt <= now)
        {
            await DisableAsync(row, cancellationToken);
            return false;
        }

        return quarantine.NextAttemptAt <= now;
    }

    /// <summary>When the job is to be asked again; null when it is not quarantined.</summary>
    public async Task<DateTimeOffset?> NextAsync(string jobId, CancellationToken cancellationToken) =>
        await FindAsync(jobId, cancellationToken) is { State: QuarantineRow.Quarantined } row ? row.NextAttemptAt ?? row.DisabledAt : null;

    /// <summary>After each run of cycles: enters, stays or leaves.</summary>
    /// <param name="job">The run.</param>
    /// <param name="ended">Whether the target has everything.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    public async Task AfterRunAsync(JobContext job, bool ended, CancellationToken cancellationToken)
    {
        if (job.Target.Fault is { } fault)
        {
            if (!fault.IsThrottle)
                await EnterAsync(job, QuarantineCause.Of(fault), cancellationToken);
        }
        else if (ended)
        {
            await JudgeAsync(job, isInitialEnd: true, cancellationToken);
        }
    }

    /// <summary>Between the batches of a cycle: true when so much has failed that the run must end. An initial cycle always runs to its end (S/QUAR-10).</summary>
    public async Task<bool> TripsAsync(JobContext job, CycleRecord cycle, CancellationToken cancellationToken) =>
        cycle.Counters.Failed >= QuarantinePolicy.LeastFailures && cycle.Kind is not CycleKind.Initial && await JudgeAsync(job, isInitialEnd: false, cancellationToken);

    public async Task EnterAsync(JobContext job, QuarantineCause cause, CancellationToken cancellationToken)
    {
        var entered = await database.WriteAsync(
            async transaction =>
            {
                await JobLease.RequireAsync(transaction, job.JobId, job.Epoch);
                return await ImposeAsync(transaction, job.JobId, cause);
            },
            cancellationToken);
        if (entered)
            Entered(logger, job.JobId, cause.Reason, cause.Message);
    }

    /// <summary>By an operator's hand (S/QUAR-8); the run under way ends at its next write.</summary>
    public Task QuarantineAsync(JobRow row, QuarantineCause cause, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => ImposeAsync(transaction, row.Id, cause), cancellationToken);

    public async Task LeaveAsync(JobContext job, CancellationToken cancellationToken)
    {
        if (await FindAsync(job.JobId, cancellationToken) is not { State: QuarantineRow.Quarantined } row)
            return;
        await database.WriteAsync(
            async transaction =>
            {
                await JobLease.RequireAsync(transaction, job.JobId, job.Epoch);
                await new QuarantineStore(transaction, job.JobId).RemoveAsync();
                await AuditStore.AppendAsync(transaction, Entry(job.JobId, (row.Reason, ""), "The cause is gone; the job goes on by itself."));
            },
            cancellationToken);
        job.Progress.WaitingFor = null;
        job.Progress.LastError = null;
        Left(logger, job.JobId);
    }

    /// <summary>Something was set that may help a job which only lacks its target.</summary>
    public static Task RetryNowAsync(DbTransaction transaction, string jobId) => new QuarantineStore(transaction, jobId).RetryNowAsync();

    /// <summary>Start and restart lift a quarantine at once, in their own transaction (S/QUAR-7).</summary>
    public static Task LiftAsync(DbTransaction transaction, string jobId) => new QuarantineStore(transaction, jobId).RemoveAsync();

    private async Task<bool> JudgeAsync(JobContext job, bool isInitialEnd, CancellationToken cancellationToken)
    {
        var (cause, isInitial) = await database.ReadAsync(connection => new QuarantineEvidence(connection, job.JobId).FindAsync(), cancellationToken);
        if (cause is null)
        {
            if (isInitialEnd)
                await LeaveAsync(job, cancellationToken);
            return false;
        }

        if (isInitial)
            await PauseAsync(job, cause, cancellationToken);
        else
            await EnterAsync(job, cause, cancellationToken);
        return true;
    }

    private async Task PauseAsync(JobContext job, QuarantineCause cause, CancellationToken cancellationToken)
    {
        var row = Row(null, cause) with { State = QuarantineRow.Paused, NextAttempt = null };
        await database.WriteAsync(
            async transaction =>
            {
                await JobLease.RequireAsync(transaction, job.JobId, job.Epoch);
                var store = new QuarantineStore(transaction, job.JobId);
                await store.PutAsync(row with { FirstFailing = await store.FirstFailingAsync() });
                await store.SetCodeAsync(JobCode.Paused);
                await AuditStore.AppendAsync(transaction, Entry(job.JobId, ("", "Paused"), cause.Message));
            },
            cancellationToken);
        job.Progress.LastError = QuarantineView.Message(row);
        WasPaused(logger, job.JobId, cause.Message);
    }

    private async Task DisableAsync(JobRow job, CancellationToken cancellationToken)
    {
        var message = await database.WriteAsync(
            async transaction =>
            {
                var store = new QuarantineStore(transaction, job.Id);
                if (await store.FindAsync() is not { State: QuarantineRow.Quarantined } row)
                    return null;
                await store.PutAsync(row with { State = QuarantineRow.Disabled, NextAttempt = null });
                await store.SetCodeAsync(JobCode.Disabled);
                await AuditStore.AppendAsync(transaction, Entry(job.Id, (row.Reason, JobCode.Disabled), "Four weeks in quarantine."));
                return row.ErrorMessage;
            },
            cancellationToken);
        if (message is not null)
            WasDisabled(logger, job.Id, message);
    }

    /// <summary>True when the job was not in quarantine for that reason yet: then it is worth a word (S/QUAR-11).</summary>
    private async Task<bool> ImposeAsync(DbTransaction transaction, string jobId, QuarantineCause cause)
    {
        var store = new QuarantineStore(transaction, jobId);
        var before = await store.FindAsync();
        var row = Row(before is { State: QuarantineRow.Quarantined } ? before : null, cause);
        await store.PutAsync(row with { FirstFailing = row.Reason == QuarantineReason.Exception ? row.FirstFailing : await store.FirstFailingAsync() });
        if (before?.Reason == cause.Reason)
            return false;
        await AuditStore.AppendAsync(transaction, Entry(jobId, (before?.Reason ?? "", cause.Reason), cause.Message));
        return true;
    }

    private QuarantineRow Row(QuarantineRow? before, QuarantineCause cause)
    {
        var now = options.Time.GetUtcNow();
        var at = EscrowStore.Text(now);
        var count = before?.Reason == cause.Reason ? before.SeriesCount + 1 : 1;
        return new QuarantineRow
        {
            State = QuarantineRow.Quarantined,
            Reason = cause.Reason,
            CurrentBegan = at,
            SeriesBegan = before?.SeriesBegan ?? at,
            SeriesCount = count,
            NextAttempt = QuarantineSchedule.After(cause.Reason, count, options) is { } wait ? EscrowStore.Text(now + wait) : null,
            ErrorCode = cause.Code,
            ErrorMessage = cause.Message,
            Actionable = cause.IsActionable ? 1 : 0,
            WaitingFor = cause.WaitingFor,
            FirstFailing = cause.FirstFailing,
            LastExchange = cause.LastExchange,
        };
    }

    private AuditEntry Entry(string jobId, (string Before, string After) state, string reason) => new()
    {
        Activity = Activities.Quarantine,
        TargetType = "SynchronizationJob",
        TargetId = jobId,
        Before = new JsonObject { ["quarantine"] = state.Before },
        After = new JsonObject { ["quarantine"] = state.After },
        Reason = reason,
        At = options.Time.GetUtcNow(),
    };
}
