using System.Collections.Concurrent;
using Sutler.Scim.Client;
using Sutler.Service.Jobs;
using Sutler.Service.Mapping;

namespace Sutler.Service.Targets;

/// <summary>Asks a target at the start of a cycle whether it is there and lets us in: at most every ten minutes while nothing else is asked (S/SCIM-40, RULE-6).</summary>
internal sealed class CycleProbe(TimeProvider time)
{
    public static readonly TimeSpan QuietInterval = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<string, long> _last = new(StringComparer.Ordinal);

    /// <summary>Whether a quiet cycle of the job is due to ask; takes the turn.</summary>
    public bool IsDue(string jobId)
    {
        var now = time.GetTimestamp();
        while (true)
        {
            if (!_last.TryGetValue(jobId, out var last))
            {
                if (_last.TryAdd(jobId, now))
                    return true;
            }
            else if (time.GetElapsedTime(last, now) < QuietInterval)
            {
                return false;
            }
            else if (_last.TryUpdate(jobId, now, last))
            {
                return true;
            }
        }
    }

    /// <summary>The target's answer; null when none was due.</summary>
    public async Task<ScimResult?> RunAsync(JobContext job, CancellationToken cancellationToken) =>
        IsDue(job.JobId) ? await CredentialCheck.SearchAsync(job.Target.Client, job.Schema.For(JobSchema.User), cancellationToken) : null;
}
