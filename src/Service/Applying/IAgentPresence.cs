using Sutler.Service.Jobs;

namespace Sutler.Service.Applying;

/// <summary>Whether there is a way to the target at all.</summary>
internal interface IAgentPresence
{
    bool Connected { get; }

    /// <summary>Returns at once when there is a way, else as soon as there is one; meanwhile the progress says what is missing (S/AGT-5).</summary>
    Task WaitAsync(JobProgress progress, CancellationToken cancellationToken);
}
