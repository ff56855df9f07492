using Sutler.Service.Applying;
using Sutler.Service.Planning;

namespace Sutler.Service.Plans;

/// <summary>Which objects a plan looks at, and what it says about them. Reads the store and the target, writes nothing.</summary>
internal interface IPlanRule
{
    /// <summary>About how many objects there are, for progress.</summary>
    Task<long> CountAsync(CancellationToken cancellationToken);

    IAsyncEnumerable<WorkList.Page> PagesAsync(string? cursor, CancellationToken cancellationToken);

    Task<Batch> PrepareAsync(WorkList.Page page, StopSignal stop);

    /// <summary>The same plan once more, from the same facts.</summary>
    Change Again(WorkItem item);
}
