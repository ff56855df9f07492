using Sutler.Service.Applications;
using Sutler.Service.Applying;
using Sutler.Service.Mapping;
using Sutler.Service.Targets;
using Sutler.Storage;

namespace Sutler.Service.Jobs;

/// <summary>Puts together what one run of a job works with. A context whose row was not taken under a new epoch can read and plan, and write nothing.</summary>
internal sealed class JobContexts(Database database, ApplicationStore applications, TargetClients targets, EngineOptions options)
{
    /// <summary>Null when the application lacks something; <paramref name="progress"/> says what.</summary>
    public async Task<JobContext?> MakeAsync(JobRow row, JobProgress progress, CancellationToken cancellationToken)
    {
        var application = await applications.FindAsync(row.ApplicationId, cancellationToken) ?? throw new InvalidOperationException($"The application of job {row.Id} is gone.");
        var secrets = await applications.SecretsAsync(application.Id, cancellationToken);
        if (secrets.Missing is { } missing)
        {
            progress.WaitingFor = "secrets";
            progress.LastError = missing;
            return null;
        }

        return new JobContext
        {
            JobId = row.Id,
            ApplicationId = application.Id,
            ApplicationName = application.DisplayName,
            Epoch = row.Epoch,
            Schema = SchemaReader.Read(row.SchemaDocument),
            Settings = JobSettings.Read(row.Settings, secrets.Switches),
            Target = targets.Connect(application, secrets, progress),
            Batches = new BatchStore(database, row.Id),
            Settling = new SettleStore(database, row.Id),
            Progress = progress,
            Options = options,
        };
    }
}
