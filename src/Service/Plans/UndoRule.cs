using Sutler.Service.Applying;
using Sutler.Service.Directory;
using Sutler.Service.Jobs;
using Sutler.Service.Mapping;
using Sutler.Service.Planning;

namespace Sutler.Service.Plans;

/// <summary>Plans how to take back what a cycle, a plan or one change did.</summary>
internal sealed class UndoRule((JobContext Context, JobDrafts Drafts) of, PlanRow plan, UndoStore store) : IPlanRule
{
    private readonly PlanSelection _selection = plan.Selection;
    private readonly BatchPreparer _preparer = new(of.Drafts.Assuming(of.Context, new Assumptions { Link = Assumptions.Unsettled }));

    public async Task<long> CountAsync(CancellationToken cancellationToken) => (await IdsAsync(cancellationToken)).Count;

    public async IAsyncEnumerable<WorkList.Page> PagesAsync(string? cursor, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var ids in (await IdsAsync(cancellationToken)).Chunk(of.Context.Options.BatchSize))
            yield return new WorkList.Page(ids, null);
    }

    public async Task<Batch> PrepareAsync(WorkList.Page page, StopSignal stop)
    {
        var entries = await store.EntriesAsync(of.Context.JobId, _selection, page.Ids, stop.Stopping);
        var links = await store.LinksAsync(of.Context.JobId, page.Ids, stop.Stopping);
        var pending = await store.PendingAsync(of.Context.JobId, page.Ids, stop.Stopping);
        // The job's own preparation reads the target; what it plans by the mapping is not what is wanted here.
        var looked = (await _preparer.PrepareAsync(page, stop)).Items.ToDictionary(item => item.SourceId, StringComparer.Ordinal);
        var batch = new Batch { Ids = page.Ids };
        foreach (var done in entries.GroupBy(entry => entry.SourceId, StringComparer.Ordinal))
        {
            var facts = new UndoFacts
            {
                History = UndoHistory.Of([.. done]),
                Link = links.GetValueOrDefault(done.Key),
                Pending = [.. pending[done.Key]],
                Schema = looked.GetValueOrDefault(done.Key)?.Schema ?? of.Context.Schema.For(links.GetValueOrDefault(done.Key)?.ObjectType ?? JobSchema.User),
            };
            batch.Items.Add(await MakeAsync(facts, looked.GetValueOrDefault(done.Key), stop));
        }

        return batch;
    }

    public Change Again(WorkItem item) => item.Planned?.Invoke(item) ?? item.Change!;

    private async Task<IReadOnlyList<string>> IdsAsync(CancellationToken cancellationToken) =>
        _selection.Ids ?? await store.ObjectsAsync(of.Context.JobId, _selection.CycleId!, cancellationToken);

    private async Task<WorkItem> MakeAsync(UndoFacts facts, WorkItem? looked, StopSignal stop)
    {
        var targets = facts.Link is { } link && looked?.Link?.TargetId == link.TargetId ? looked.Targets : [];
        // A removal under way is brought to its end, whatever the target shows by now.
        var removing = looked?.OpenIntent?.Action == nameof(ChangeAction.Delete) && facts.Link is not null;
        if (facts.History is { Created: true, Deleted: false } && (removing || UndoPlanner.Refusal(facts, targets) is null))
            return await RemovalAsync(facts, stop);

        var item = new WorkItem
        {
            SourceId = facts.History.SourceId,
            Schema = facts.Schema,
            Source = looked?.Source,
            Link = facts.Link,
            OpenIntent = looked?.OpenIntent,
            Planned = current => UndoPlanner.Plan(facts, current.Targets),
            Targets = targets,
            Failure = looked?.Change is { IsFailure: false } ? looked.Failure : null,
            IsOpen = looked?.IsOpen ?? false,
        };
        item.Change = item.Planned!(item);
        return item;
    }

    /// <summary>A created object is deleted; where the mapping allows no deletes it is taken out of use.</summary>
    private async Task<WorkItem> RemovalAsync(UndoFacts facts, StopSignal stop)
    {
        var deletes = facts.Schema.Actions.Delete;
        var assumed = new Assumptions { Link = Assumptions.Unsettled, User = deletes ? static _ => null : Disabled };
        var batch = await new BatchPreparer(of.Drafts.Assuming(of.Context, assumed)).PrepareAsync(new WorkList.Page([facts.History.SourceId], null), stop);
        var item = batch.Items[0];
        item.Change = item.Change! with
        {
            DisplayName = facts.History.DisplayName,
            SourceVersion = facts.Link!.VersionSettled,
            Reason = item.Change.Action is ChangeAction.None ? UndoReason.NothingToUndo : UndoReason.Undone,
            Detail = deletes ? "It was created by what is undone, and is deleted." : "It was created by what is undone; the mapping allows no deletes, so it is disabled.",
        };
        return item;
    }

    private static DirectoryUser Disabled(DirectoryUser user) => user with
    {
        Attributes = new Dictionary<string, object>(user.Attributes, StringComparer.OrdinalIgnoreCase) { [UserAttribute.AccountEnabled] = false },
    };
}
