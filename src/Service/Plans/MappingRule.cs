using Sutler.Service.Applying;
using Sutler.Service.Jobs;
using Sutler.Service.Planning;
using Sutler.Storage;

namespace Sutler.Service.Plans;

/// <summary>Plans by the job's mapping, or by a draft of it: what a cycle would do.</summary>
internal sealed class MappingRule(JobContext job, (PlanRow Plan, long? Watermark) what, Database database) : IPlanRule
{
    private readonly BatchPreparer _preparer = new(job);
    private readonly WorkList _list = new(database, job);

    private bool LooksAtChanges => what is { Watermark: not null, Plan.Trigger: PlanTrigger.Cycle };

    public async Task<long> CountAsync(CancellationToken cancellationToken) => what.Plan.Selection.Ids is { } ids ? ids.Count
        : LooksAtChanges ? (await _list.ChangedAsync(what.Watermark!.Value, what.Plan.FeedPosition, cancellationToken)).Sum(page => page.Ids.Count)
        : await _list.CountAsync(cancellationToken);

    public IAsyncEnumerable<WorkList.Page> PagesAsync(string? cursor, CancellationToken cancellationToken) => what.Plan.Selection.Ids is { } ids
        ? _list.Pages(ids).ToAsyncEnumerable()
        : LooksAtChanges
        ? ChangesAsync(cancellationToken)
        : _list.AllAsync(cursor, cancellationToken);

    public Task<Batch> PrepareAsync(WorkList.Page page, StopSignal stop) => _preparer.PrepareAsync(page, stop);

    public Change Again(WorkItem item) => _preparer.Plan(item);

    /// <summary>What the next cycle would look at: what changed, and what failed before and is due.</summary>
    private async IAsyncEnumerable<WorkList.Page> ChangesAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var page in await _list.ChangedAsync(what.Watermark!.Value, what.Plan.FeedPosition, cancellationToken))
            yield return page;
        foreach (var page in _list.Pages(await _list.DueEscrowsAsync(job.Options.Time.GetUtcNow(), cancellationToken)))
            yield return page;
    }
}
