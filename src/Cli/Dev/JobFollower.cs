using Sutler.Cli.Output;

namespace Sutler.Cli.Dev;

/// <summary>
/// Follows the job until everything that the import changed has settled, or the cycle is held and removals were not accepted. Shows progress,
/// what the job waits for, and its last error. A poll that fails is repeated; a run that stands still for long is given up with <c>--once</c>.
/// </summary>
internal sealed class JobFollower(DevOptions options, DevParts parts, ProgressView progress, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan StallLimit = TimeSpan.FromMinutes(5);

    private long _accepted = -1;
    private string? _told;
    private string _pulse = "";
    private long _movedAt = clock.GetTimestamp();

    /// <summary>The state of the job; null when the service did not answer.</summary>
    public static async Task<JobState?> TryReadAsync(DevParts parts, CancellationToken stop)
    {
        try
        {
            return new JobState(await parts.Api.GetAsync(parts.Job.Path, stop));
        }
        catch (CommandException)
        {
            return null;
        }
    }

    /// <exception cref="CommandException">The job was paused, or nothing moved for long.</exception>
    public async Task<JobState> FollowAsync(long feedPosition, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Interval);
        while (true)
        {
            if (await TryReadAsync(parts, stop) is { } state)
            {
                if (state.Settled && state.Watermark >= feedPosition)
                {
                    progress.Complete();
                    return state;
                }

                if (await StaysHeldAsync(state, feedPosition, stop))
                {
                    progress.Close();
                    return state;
                }

                Show(state);
            }

            GiveUpWhenStalled();
            await timer.WaitForNextTickAsync(stop);
        }
    }

    /// <summary>
    /// Accepts the removals where that was asked for, once for each hold. Without it a hold that covers this import, and is seen again when no cycle
    /// runs, is final.
    /// </summary>
    private async Task<bool> StaysHeldAsync(JobState state, long feedPosition, CancellationToken stop)
    {
        if (state.HeldPosition is not { } position || position < feedPosition)
            return false;
        if (!options.AcceptRemovals)
            return !state.Running && await TryReadAsync(parts, stop) is { Running: false, Held: not null };
        if (position <= _accepted)
            return false;
        await parts.Api.PostAsync($"{parts.Job.Path}/restart", DevCycle.Scope("ForceDeletes"), stop);
        _accepted = position;
        return false;
    }

    private void Show(JobState state)
    {
        var told = state.WaitingFor is { } cause ? $"Waiting for {cause}. {state.LastError}" : state.LastError is { } error ? $"The last attempt failed: {error}" : null;
        if (told is not null && told != _told)
            parts.Screen.Say(told.TrimEnd());
        _told = told;
        if (state.IsPaused)
            throw new CommandException("the job was paused while it ran; 'sutler job start' lets it go on.", CommandException.Failure);
        if (Name(state.Phase) is { } phase)
            progress.Report(phase, state.Done, state.Total);
        if (state.Pulse == _pulse)
            return;
        _pulse = state.Pulse;
        _movedAt = clock.GetTimestamp();
    }

    private void GiveUpWhenStalled()
    {
        if (options.Once && clock.GetElapsedTime(_movedAt) > StallLimit)
            throw new CommandException($"nothing moved for {StallLimit.TotalMinutes:0} minutes. {_told} What is left goes on at the next run.", CommandException.Failure);
    }

    private static string? Name(string phase) => phase switch
    {
        "settling" => "Settling",
        "leavers" => "Leavers",
        "provisioning" => "Provisioning",
        "references" => "References",
        _ => null,
    };
}
