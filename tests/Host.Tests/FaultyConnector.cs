using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql;

namespace Sutler.Host.Tests;

/// <summary>The real SQL connector with places where a test can hold it or make it fail. One object is both factory and connector.</summary>
internal sealed class FaultyConnector : IConnectorFactory, IConnector, IObjectFinder
{
    private readonly SqlConnectorFactory _factory = new();
    private IConnector? _inner;

    public string Kind => "sql";

    public ConnectorCapabilities Capabilities => _inner!.Capabilities;

    /// <summary>Called before each batch reaches the target.</summary>
    public Func<IReadOnlyList<ObjectChange>, CancellationToken, Task> BeforeApply { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Called after each batch is in the target, before its results are handed out.</summary>
    public Func<IReadOnlyList<ObjectChange>, CancellationToken, Task> AfterApply { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Called when the import has read everything, before it ends.</summary>
    public Func<CancellationToken, Task> AfterImport { get; set; } = _ => Task.CompletedTask;

    /// <summary>Called before each look-up.</summary>
    public Func<CancellationToken, Task> BeforeFind { get; set; } = _ => Task.CompletedTask;

    public ConcurrentQueue<IReadOnlyList<ObjectChange>> Batches { get; } = new();

    public int Imports { get; private set; }

    public IReadOnlyList<string> Validate(JsonObject settings) => _factory.Validate(settings);

    public IConnector Create(JsonObject settings, ConnectorContext context)
    {
        _inner = _factory.Create(settings, context);
        return this;
    }

    public ValueTask<ConnectorError?> TestAsync(CancellationToken cancellationToken) => _inner!.TestAsync(cancellationToken);

    public ValueTask<ConnectorSchema> GetSchemaAsync(CancellationToken cancellationToken) => _inner!.GetSchemaAsync(cancellationToken);

    public async IAsyncEnumerable<ImportPage> ImportAsync(ImportRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Imports++;
        await foreach (var page in _inner!.ImportAsync(request, cancellationToken))
            yield return page;
        await AfterImport(cancellationToken);
    }

    public async ValueTask<IReadOnlyList<ChangeResult>> ApplyAsync(IReadOnlyList<ObjectChange> batch, CancellationToken cancellationToken)
    {
        Batches.Enqueue(batch);
        await BeforeApply(batch, cancellationToken);
        var results = await _inner!.ApplyAsync(batch, cancellationToken);
        await AfterApply(batch, cancellationToken);
        return results;
    }

    public async ValueTask<IReadOnlyList<ConnectorObject>> FindAsync(ObjectQuery query, CancellationToken cancellationToken)
    {
        await BeforeFind(cancellationToken);
        return await ((IObjectFinder)_inner!).FindAsync(query, cancellationToken);
    }

    public ValueTask DisposeAsync() => _inner!.DisposeAsync();
}
