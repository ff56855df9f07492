using Sutler.Service.Applications;
using Sutler.Service.Applying;
using Sutler.Service.Mapping;
using Sutler.Service.Targets;
using Sutler.Storage;

namespace Sutler.Service.Jobs;

/// <summary>Puts together what one run of a job needs, and runs it.</summary>
internal sealed class JobEngine(Database database, JobStore jobs, ApplicationStore applications, TargetClients targets, EngineOptions options)
{
    /// <summary>Runs the job once; false when the run ended before the target has everything.</summary>
    public async Task<bool> RunAsync(string jobId, JobProgress progress, StopSignal stop)
    {
        var row = await jobs.TakeAsync(jobId, stop.Stopping);
        var application = await applications.FindAsync(row.ApplicationId, stop.Stopping) ?? throw new InvalidOperationException($"The application of job {jobId} is gone.");
        var secrets = await applications.SecretsAsync(application.Id, stop.Stopping);
        if (secrets.Missing is { } missing)
        {
            progress.WaitingFor = "secrets";
            progress.LastError = missing;
            return false;
        }

        var job = new JobContext
        {
            JobId = jobId,
            ApplicationId = application.Id,
            ApplicationName = application.DisplayName,
            Epoch = row.Epoch,
            Schema = SchemaReader.Read(row.SchemaDocument),
            Target = targets.Connect(application, secrets, progress),
            Batches = new BatchStore(database, jobId),
            Settling = new SettleStore(database, jobId),
            Progress = progress,
            Options = options,
        };
        var ended = await new CycleRunner(job, row, database, jobs).RunAsync(stop);
        if (job.Target.Fault is { } fault)
            progress.LastError = fault.Message;
        return ended;
    }
}
