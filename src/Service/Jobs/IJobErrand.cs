namespace Sutler.Service.Jobs;

/// <summary>
/// Work that an operator gave the job's owner: provisioning on demand, a plan to make or to apply. Done by the run that holds the job's
/// epoch, so that it never meets a cycle on the same object: before a cycle, between its batches, and also while the job is paused.
/// </summary>
internal interface IJobErrand
{
    /// <summary>Whether there is something to do for the job; cheap, asked often.</summary>
    Task<bool> IsWaitingAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>Does what there is to do; false when the run must end here.</summary>
    Task<bool> RunAsync(JobContext job, Applying.StopSignal stop);
}
