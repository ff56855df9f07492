using Sutler.Service.Api;

namespace Sutler.Service.Jobs;

/// <summary>The job that a path names where no application stands before it.</summary>
internal static class JobLookup
{
    public static async Task<JobRow> RequireAsync(this JobStore jobs, string jobId, CancellationToken cancellationToken) =>
        await jobs.FindAsync(jobId, cancellationToken) ?? throw ApiException.NotFound($"There is no job '{(jobId.Length > 120 ? jobId[..120] : jobId)}'. GET …/synchronization/jobs lists those of an application.");
}
