using Sutler.Service.Jobs;

namespace Sutler.Service.Applying;

/// <summary>A target that the service reaches by itself, without an agent.</summary>
internal sealed class DirectPresence : IAgentPresence
{
    public static readonly DirectPresence Instance = new();

    public bool Connected => true;

    public Task WaitAsync(JobProgress progress, CancellationToken cancellationToken) => Task.CompletedTask;
}
