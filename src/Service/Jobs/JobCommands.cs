using Sutler.Service.Api;
using Sutler.Service.Applications;

namespace Sutler.Service.Jobs;

/// <summary>What an operator can tell a job; every command wakes its loop.</summary>
internal sealed class JobCommands(ApplicationStore applications, JobStore jobs, JobHost host, Schemas.SchemaStore schemas)
{
    public async Task<JobRow> CreateAsync(string applicationId, string templateId, CancellationToken cancellationToken)
    {
        var schema = await schemas.TemplateAsync(applicationId, templateId, cancellationToken) ?? Mapping.TemplateStore.Find(templateId)
            ?? throw ApiException.BadRequest($"The template '{templateId}' is not known. Use {string.Join(" or ", Mapping.TemplateStore.Ids)}.");
        _ = await applications.FindAsync(applicationId, cancellationToken) ?? throw ApiException.NotFound($"No service principal has the id '{applicationId}'.");
        var job = await jobs.CreateAsync(applicationId, templateId, schema, cancellationToken);
        host.Wake(job.Id);
        return job;
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
        await jobs.RestartAsync(job.Id, scope, cancellationToken);
        host.Wake(job.Id);
    }

    public async Task DeleteAsync(JobRow job, CancellationToken cancellationToken)
    {
        if ((await host.ActivityAsync(job.Id, cancellationToken)).IsRunning)
            throw ApiException.Conflict("The job is running. Pause it first.");
        await jobs.DeleteAsync(job.Id, cancellationToken);
        host.Wake(job.Id);
    }

    public async Task WakeAllAsync(string applicationId, CancellationToken cancellationToken)
    {
        foreach (var job in await jobs.ListAsync(applicationId, cancellationToken))
        {
            await jobs.RetryNowAsync(job.Id, cancellationToken);
            host.Wake(job.Id);
        }
    }
}
