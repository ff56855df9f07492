using Dapper;
using Sutler.Service.Applications;
using Sutler.Service.Applying;
using Sutler.Service.Mapping;
using Sutler.Service.Store;
using Sutler.Service.Targets;
using Sutler.Storage;

namespace Sutler.Service.Jobs;

/// <summary>Puts together what one run of a job works with. A context whose row was not taken under a new epoch can read and plan, and write nothing.</summary>
internal sealed class JobContexts(Database database, ApplicationStore applications, TargetClients targets, Guards.JobGates gates)
{
    /// <summary>Null when the application lacks something; <paramref name="progress"/> says what.</summary>
    public async Task<JobContext?> MakeAsync(JobRow row, JobProgress progress, CancellationToken cancellationToken)
    {
        var application = await applications.FindAsync(row.ApplicationId, cancellationToken) ?? throw new InvalidOperationException($"The application of job {row.Id} is gone.");
        var secrets = await SecretsAsync(application, progress, cancellationToken);
        if (secrets is null)
            return null;

        var settings = JobSettings.Read(row.Settings, secrets.Switches);
        var report = await targets.Reports.FindAsync(application.Id, cancellationToken);
        return new JobContext
        {
            JobId = row.Id,
            ApplicationId = application.Id,
            ApplicationName = application.DisplayName,
            Epoch = row.Epoch,
            Schema = SchemaReader.Read(row.SchemaDocument),
            Settings = settings,
            Roles = await RolesAsync(application.Id, cancellationToken),
            Profile = WireProfileChoice.Of(settings, secrets, report),
            Target = targets.Connect(application, secrets, progress, report).Under(gates.Endpoints.RulesOf(row, settings, (application, secrets))),
            Batches = new BatchStore(database, row.Id),
            Settling = new SettleStore(database, row.Id),
            Progress = progress,
            Options = gates.Endpoints.Options,
            Gates = gates,
        };
    }

    private async Task<ApplicationSecrets?> SecretsAsync(ApplicationRow application, JobProgress progress, CancellationToken cancellationToken)
    {
        string? problem;
        try
        {
            var secrets = await applications.SecretsAsync(application.Id, cancellationToken);
            if (secrets.Missing is null)
                return secrets;
            problem = secrets.Missing;
        }
        catch (Storage.Secrets.SecretException unresolved)
        {
            problem = unresolved.Message;
        }

        progress.WaitingFor = "secrets";
        progress.LastError = problem;
        return null;
    }

    private async Task<IReadOnlyDictionary<string, ComplexValue>> RolesAsync(string applicationId, CancellationToken cancellationToken)
    {
        var text = await database.ReadAsync(
            connection => connection.ExecuteScalarAsync<string?>(
                "SELECT app_roles FROM application WHERE tenant_id = @tenantId AND id = @applicationId", new { tenantId = Tenant.Default, applicationId }),
            cancellationToken);
        return AppRoles.Read(text);
    }
}
