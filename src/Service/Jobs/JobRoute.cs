using Sutler.Service.Api;

namespace Sutler.Service.Jobs;

/// <summary>The job that a request's path names.</summary>
/// <param name="Id">Its application.</param>
/// <param name="JobId">The job.</param>
/// <param name="Store">Where jobs are.</param>
internal readonly record struct JobRoute(string Id, string JobId, JobStore Store)
{
    public async Task<JobRow> FindAsync(CancellationToken cancellationToken) =>
        await Store.FindAsync(JobId, cancellationToken) is { } job && job.ApplicationId == Id
            ? job
            : throw ApiException.NotFound($"The service principal '{Id}' has no job '{JobId}'.");
}
