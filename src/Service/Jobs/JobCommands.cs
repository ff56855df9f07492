using Sutler.Service.Api;

namespace Sutler.Service.Jobs;

/// <summary>What an operator can tell a job; every command wakes its loop.</summary>
internal sealed class JobCommands(JobControl control, JobStore jobs, JobHost host)
{
    public async Task StartAsync(JobRow job, CancellationToken cancellationToken)
    {
        await control.StartAsync(job.Id, cancellationToken);
        host.Wake(job.Id);
    }

    public async Task PauseAsync(JobRow job, CancellationToken cancellationToken)
    {
        await control.PauseAsync(job.Id, cancellationToken);
        host.Wake(job.Id);
    }

    public async Task RestartAsync(JobRow job, RestartScope scope, CancellationToken cancellationToken)
    {
        await control.RestartAsync(job.Id, scope, cancellationToken);
        host.Wake(job.Id);
    }

    /// <summary>Looks for something to do at once; watermark and escrow stay as they are (S/JOB-14).</summary>
    public void RunNow(JobRow job)
    {
        if (!JobCode.Runs(job.Code))
            throw ApiException.Conflict($"The job is {JobStates.Shown(job.Code)}: it does not run. Start it first.");
        host.Wake(job.Id);
    }

    public async Task<JobRow> SetSettingsAsync(JobRow job, IReadOnlyList<KeyValuePair<string, string?>> changes, CancellationToken cancellationToken)
    {
        var after = await control.SetSettingsAsync(job.Id, changes, cancellationToken);
        host.Wake(job.Id);
        return after;
    }

    public async Task DeleteAsync(JobRow job, CancellationToken cancellationToken)
    {
        if ((await host.ActivityAsync(job.Id, cancellationToken)).IsRunning)
            throw ApiException.Conflict("The job is running. Pause it first.");
        await control.DeleteAsync(job, cancellationToken);
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
