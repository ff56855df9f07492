using System.Text.Json.Nodes;
using Sutler.Scim.Errors;

namespace Sutler.Scim.Server.Bulk;

/// <summary>
/// Runs the operations of a bulk request (RFC 7644 §3.7), several at once where that changes nothing but the time. What an operation refers to is
/// made first; where resources refer to one another, one is made without the reference, which is added afterwards.
/// </summary>
internal sealed class BulkRunner(BulkPlan plan, BulkSchedule schedule, BulkCall call)
{
    private const int MaxConcurrency = 64;

    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);
    private readonly List<DeferredReferences> _deferred = [];

    /// <summary>Runs them, until this many have failed; null for all.</summary>
    public async Task RunAsync(int? failOnErrors, CancellationToken cancellationToken)
    {
        // Where a failure has to stop what follows, nothing may run ahead of it.
        var most = failOnErrors is null ? MaxConcurrency : 1;
        while (failOnErrors is null || !IsOver(failOnErrors.Value))
        {
            var wave = schedule.Next(most);
            if (wave.Count > 0)
                await Task.WhenAll(wave.ConvertAll(operation => RunAsync(operation, cancellationToken)));
            else if (schedule.Circle() is { } operation)
                await BreakAsync(operation, cancellationToken);
            else
                break;
            foreach (var operation in wave)
                Note(operation);
            await CompleteAsync(cancellationToken);
        }
    }

    // An operation that was refused when it was read counts when its turn comes; when the rest is left undone, it is left with it.
    private bool IsOver(int limit)
    {
        var (failed, open) = (0, false);
        for (var i = 0; i < plan.Outcomes.Length; i++)
        {
            var turn = plan.Operations[i] is not null || !open;
            open |= plan.Outcomes[i] is null;
            if (turn && plan.Outcomes[i]?.Failed == true && ++failed == limit)
            {
                Forget(i + 1);
                return true;
            }
        }
        return false;
    }

    private void Forget(int from)
    {
        for (var i = from; i < plan.Outcomes.Length; i++)
        {
            if (plan.Operations[i] is null)
                plan.Outcomes[i] = null;
        }
    }

    private async Task RunAsync(BulkOperation operation, CancellationToken cancellationToken) =>
        plan.Outcomes[operation.Index] = Missing(operation) ?? await call.RunAsync(Resolve(operation, operation.Data), cancellationToken);

    private async Task BreakAsync(BulkOperation operation, CancellationToken cancellationToken)
    {
        var unresolved = plan.ReferencesOf(operation).Where(id => plan.Outcomes[plan.Makers[id]] is null).ToHashSet(StringComparer.Ordinal);
        var (data, deferred) = DeferredReferences.Split(operation, unresolved);
        var outcome = Missing(operation) ?? await call.RunAsync(Resolve(operation, data), cancellationToken);
        plan.Outcomes[operation.Index] = outcome;
        Note(operation);
        if (!outcome.Failed)
            _deferred.Add(deferred);
    }

    private async Task CompleteAsync(CancellationToken cancellationToken)
    {
        foreach (var deferred in _deferred.Where(item => item.WaitsFor.All(id => plan.Outcomes[plan.Makers[id]] is not null)).ToList())
        {
            _deferred.Remove(deferred);
            var index = deferred.Operation.Index;
            var made = plan.Outcomes[index]!;
            plan.Outcomes[index] = deferred.WaitsFor.FirstOrDefault(id => !_ids.ContainsKey(id)) is { } missing
                ? made with { Status = 409, Error = Conflict($"The resource was made, but without its reference to '{BulkReferences.Prefix}{Excerpt.Of(missing)}', whose POST failed") }
                : await call.CompleteAsync(deferred, made, _ids, cancellationToken);
        }
    }

    private void Note(BulkOperation operation)
    {
        if (operation is { Method: BulkMethod.Post, BulkId: { } bulkId } && plan.Outcomes[operation.Index] is { Failed: false, Id: { } id })
            _ids[bulkId] = id;
    }

    /// <summary>The outcome of an operation that refers to a resource that could not be made; null where there is none.</summary>
    private BulkOutcome? Missing(BulkOperation operation)
    {
        foreach (var id in plan.ReferencesOf(operation))
        {
            if (plan.Outcomes[plan.Makers[id]] is not null && !_ids.ContainsKey(id))
            {
                return new BulkOutcome(409)
                {
                    Method = BulkCall.NameOf(operation.Method),
                    BulkId = operation.BulkId,
                    Error = Conflict($"It refers to '{BulkReferences.Prefix}{Excerpt.Of(id)}', whose POST failed"),
                };
            }
        }
        return null;
    }

    private BulkOperation Resolve(BulkOperation operation, JsonObject? data) => operation with
    {
        Id = operation.Id is { } id ? BulkReferences.Replace(id, _ids) : null,
        Data = (JsonObject?)BulkReferences.Replace(data, _ids),
    };

    private static ScimError Conflict(string problem) => new(409, null, $"{problem}. Correct that operation and send both again.");
}
