using Sutler.Service.Jobs;
using Sutler.Tunnel.Relay;

namespace Sutler.Service.Applying;

/// <summary>Whether an agent of the group is connected. Looks again when the relay says that something changed, and once a while anyway.</summary>
internal sealed class AgentPresence(IRelay relay, string group, TimeProvider time) : IAgentPresence
{
    private static readonly TimeSpan LookAnyway = TimeSpan.FromSeconds(5);

    public bool Connected => relay.Connected.Any(agent => !agent.Draining && string.Equals(agent.Group, group, StringComparison.Ordinal));

    public Task WaitAsync(JobProgress progress, CancellationToken cancellationToken) => Connected ? Task.CompletedTask : WaitUntilAsync(progress, cancellationToken);

    private async Task WaitUntilAsync(JobProgress progress, CancellationToken cancellationToken)
    {
        progress.WaitingFor = "agent";
        while (!Connected)
        {
            var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            relay.Changed += OnChanged;
            try
            {
                if (!Connected)
                    await changed.Task.WaitAsync(LookAnyway, time, cancellationToken);
            }
            catch (TimeoutException)
            {
                // Looked at again at once.
            }
            finally
            {
                relay.Changed -= OnChanged;
            }

            void OnChanged(object? sender, EventArgs arguments) => changed.TrySetResult();
        }

        progress.WaitingFor = null;
    }
}
