using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Sutler.Connectors.Sdk;
using Sutler.Host.Connections;

namespace Sutler.Host.Isolation;

/// <summary>
/// A connector as the host calls it: whatever the one inside does, throws, returns or fails to return, what comes out is an answer by the
/// contract in bounded time, on threads that are not the pool's. Several failures in a row open the circuit breaker; imports have their own
/// pace and neither heed nor move it.
/// </summary>
internal sealed partial class GuardedConnector(string connection, IConnector inner, ConnectionLimits limits, (TimeProvider Clock, ILogger Logger) parts)
    : IConnector, IObjectFinder
{
    private static readonly ConnectorError Unknown =
        new(ConnectorErrorKind.Internal, "The connector failed while it applied the change; read the object before trying again.") { MayHaveRun = true };

    private readonly ConnectorCalls _calls = new(connection, limits, parts.Clock);
    private readonly CircuitBreaker _breaker = new(limits, parts.Clock);
    private ConnectorCheck _check = new(new ConnectorSchema([]));

    public BreakerStatus Breaker => _breaker.Status;

    /// <summary>Whether a batch is still out that ran out of time: until it comes back, reading the target tells nothing final.</summary>
    public bool ApplyHangs => _calls.Apply.IsOverdue;

    /// <summary>This connector as a finder; null when the one inside cannot look up.</summary>
    public IObjectFinder? Finder => inner is IObjectFinder ? this : null;

    public ConnectorCapabilities Capabilities
    {
        get
        {
            try
            {
                return inner.Capabilities ?? new ConnectorCapabilities();
            }
            catch (Exception e)
            {
                LogFailed(parts.Logger, e, connection);
                return new ConnectorCapabilities();
            }
        }
    }

    /// <summary>The schema that everything handed out has to fit.</summary>
    public void Expect(ConnectorSchema schema) => _check = new ConnectorCheck(schema);

    public ValueTask<ConnectorError?> TestAsync(CancellationToken cancellationToken) =>
        new(_calls.RunAsync(_calls.Describe, inner.TestAsync, cancellationToken));

    public async ValueTask<ConnectorSchema> GetSchemaAsync(CancellationToken cancellationToken)
    {
        var schema = await _calls.RunAsync(_calls.Describe, inner.GetSchemaAsync, cancellationToken);
        return ConnectorCheck.Schema(schema) is { } nonsense ? throw Nonsense(nonsense) : schema;
    }

    public async IAsyncEnumerable<ImportPage> ImportAsync(ImportRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await _calls.EnterAsync(_calls.Import, cancellationToken);
        using var timer = new CancellationTokenSource(Timeout.InfiniteTimeSpan, parts.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        var token = either.Token;
        Task running = Task.CompletedTask;
        IAsyncEnumerator<ImportPage>? pages = null;
        try
        {
            while (true)
            {
                timer.CancelAfter(limits.PageTimeout);
                var step = _calls.StepAsync(() => (pages ??= inner.ImportAsync(request, token).GetAsyncEnumerator(token)).MoveNextAsync());
                running = step;
                if (!await _calls.AwaitAsync(step, token, cancellationToken))
                    break;
                timer.CancelAfter(Timeout.InfiniteTimeSpan);
                yield return _check.Page(pages!.Current) is { } nonsense ? throw Nonsense(nonsense) : pages.Current;
            }
        }
        finally
        {
            // An enumerator must not be disposed while it moves; one that never comes back is left to itself.
            _calls.Import.LeaveAfter(running.IsCompleted ? await EndAsync(pages) : running);
        }
    }

    public async ValueTask<IReadOnlyList<ConnectorObject>> FindAsync(ObjectQuery query, CancellationToken cancellationToken)
    {
        if (!_breaker.TryEnter())
            throw new ConnectorException(Refusal());
        try
        {
            var found = await _calls.RunAsync(_calls.Lookups, token => ((IObjectFinder)inner).FindAsync(query, token), cancellationToken);
            if (_check.Found(found) is { } nonsense)
                throw Nonsense(nonsense);
            _breaker.Succeeded();
            return found;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _breaker.Abandoned();
            throw;
        }
        catch (ConnectorException e)
        {
            // A refusal is an answer: only what another try could mend says that the connector is unwell.
            if (e.Error.IsRetryable)
                _breaker.Failed();
            else
                _breaker.Succeeded();
            throw;
        }
        catch (Exception e)
        {
            _breaker.Failed();
            LogFailed(parts.Logger, e, connection);
            throw new ConnectorException(new ConnectorError(ConnectorErrorKind.Internal, "The connector failed; the host's log says how."), e);
        }
    }

    /// <inheritdoc/>
    /// <remarks>Never throws: where the connector did, or did not come back, each change may have run.</remarks>
    public async ValueTask<IReadOnlyList<ChangeResult>> ApplyAsync(IReadOnlyList<ObjectChange> batch, CancellationToken cancellationToken)
    {
        if (ApplyHangs)
            return All(batch, new ConnectorError(ConnectorErrorKind.Busy, "The connector has not come back from an earlier batch. Nothing was done; try again later."));
        if (!_breaker.TryEnter())
            return All(batch, Refusal());
        try
        {
            var results = await _calls.RunAsync(_calls.Apply, token => inner.ApplyAsync(batch, token), cancellationToken);
            return Judge(batch, results);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _breaker.Abandoned();
            return All(batch, Unknown);
        }
        catch (Exception e)
        {
            _breaker.Failed();
            LogApplyFailed(parts.Logger, e, connection, batch.Count);
            return All(batch, e is ConnectorException { Error.Kind: ConnectorErrorKind.Timeout } late ? late.Error with { MayHaveRun = true } : Unknown);
        }
    }

    /// <summary>Gives the connector a while to close; one that does not is left behind.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _calls.StepAsync(async () =>
            {
                await inner.DisposeAsync();
                return true;
            }).WaitAsync(TimeSpan.FromSeconds(1), parts.Clock);
        }
        catch (Exception e)
        {
            LogFailed(parts.Logger, e, connection);
        }
    }

    private static List<ChangeResult> All(IReadOnlyList<ObjectChange> batch, ConnectorError error) =>
        [.. Enumerable.Repeat(new ChangeResult { Error = error }, batch.Count)];

    private async Task<Task> EndAsync(IAsyncEnumerator<ImportPage>? pages)
    {
        if (pages is null)
            return Task.CompletedTask;
        var ending = _calls.StepAsync(async () =>
        {
            await pages.DisposeAsync();
            return true;
        });
        try
        {
            await ending.WaitAsync(TimeSpan.FromSeconds(1), parts.Clock);
        }
        catch (Exception e)
        {
            LogFailed(parts.Logger, e, connection);
        }

        return ending;
    }

    private List<ChangeResult> Judge(IReadOnlyList<ObjectChange> batch, IReadOnlyList<ChangeResult>? results)
    {
        if (results?.Count != batch.Count)
        {
            _breaker.Failed();
            LogNonsense(parts.Logger, connection, $"{results?.Count ?? 0} results for {batch.Count} changes");
            return All(batch, Unknown);
        }

        var judged = results.Select((result, i) => _check.Result(batch[i], result) is { } nonsense ? Doubtful(nonsense) : result).ToList();
        if (judged.Exists(r => r.Error?.Kind is ConnectorErrorKind.Unreachable or ConnectorErrorKind.Timeout || ReferenceEquals(r.Error, Unknown)))
            _breaker.Failed();
        else
            _breaker.Succeeded();
        return judged;
    }

    private ChangeResult Doubtful(string nonsense)
    {
        LogNonsense(parts.Logger, connection, nonsense);
        return new ChangeResult { Error = Unknown };
    }

    private ConnectorError Refusal() =>
        new(ConnectorErrorKind.Unreachable, $"The connector failed {_breaker.Status.Failures} times in a row and is left alone for {Math.Ceiling(_breaker.Status.Wait.TotalSeconds)} s. Nothing was done; try again then.");

    private ConnectorException Nonsense(string nonsense)
    {
        LogNonsense(parts.Logger, connection, nonsense);
        return new ConnectorException(new ConnectorError(ConnectorErrorKind.Internal, $"The connector returned {nonsense}. This is a defect of the connector; report it to its author."));
    }
}
