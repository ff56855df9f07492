using Sutler.Service.Api;
using Sutler.Service.Applications;
using Sutler.Service.Guards;
using Sutler.Storage;

namespace Sutler.Service.Jobs;

/// <summary>What an operator can tell a job; every command wakes its loop.</summary>
internal sealed class JobCommands(Database database, ApplicationStore applications, JobStore jobs, JobHost host)
{
    public async Task<JobRow> CreateAsync(string applicationId, string templateId, string schema, CancellationToken cancellationToken)
    {
        _ = await applications.FindAsync(applicationId, cancellationToken) ?? throw ApiException.NotFound($"No service principal has the id '{applicationId}'.");
        return await jobs.CreateAsync(applicationId, templateId, schema, cancellationToken);
    }

    public async Task StartAsync(JobRow job, CancellationToken cancellationToken)
    {
        await jobs.StartAsync(job.Id, cancellationToken);
        host.Wake(job.Id);
    }

    public async Task PauseAsync(JobRow job, CancellationToken cancellationToken)
    {
        await jobs.PauseAsync(job.Id, cancellationToken);
        host.Wake(job.Id);
    }

    public async Task RestartAsync(JobRow job, RestartScope scope, CancellationToken cancellationToken)
    {
        if (scope.HasFlag(RestartScope.ForceDeletes) && !job.IsInbound && job.HeldRecord is { } held)
        {
            var leavers = await new GuardStore(database, job.Id).LeaversAsync(job.Watermark, held.FeedPosition, Mapping.SchemaReader.Read(job.SchemaDocument).For(Mapping.JobSchema.User), cancellationToken);
            await jobs.AcceptAsync(job.Id, leavers, cancellationToken);
        }

        await jobs.RestartAsync(job.Id, scope, cancellationToken);
        host.Wake(job.Id);
    }

    public async Task SetSchemaAsync(JobRow job, string schema, CancellationToken cancellationToken)
    {
        Mapping.SchemaReader.Read(schema);
        if (job.IsInbound)
            Inbound.Uploads.UploadSchema.Read(schema);
        await jobs.SetSchemaAsync(job.Id, schema, cancellationToken);
        host.Wake(job.Id);
    }

    public async Task DeleteAsync(JobRow job, CancellationToken cancellationToken)
    {
        if (host.Loop(job.Id).IsRunning)
            throw ApiException.Conflict("The job is running. Pause it first.");
        await jobs.DeleteAsync(job.Id, cancellationToken);
    }

    public async Task WakeAllAsync(string applicationId, CancellationToken cancellationToken)
    {
        foreach (var job in await jobs.ListAsync(applicationId, cancellationToken))
            host.Wake(job.Id);
    }
}
