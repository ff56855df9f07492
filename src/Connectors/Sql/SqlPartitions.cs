using Sutler.Connectors.Sdk;

namespace Sutler.Connectors.Sql;

/// <summary>
/// Object types that stand in several databases, each a partition with a connection of its own (H/SQL-22, H/SQL-75). A batch that touches
/// several is one transaction in each; the order of its changes is kept within each.
/// </summary>
internal sealed class SqlPartitions(IReadOnlyList<(SqlConnector Connector, IReadOnlyList<string> Types)> partitions) : IConnector, IObjectFinder
{
    public ConnectorCapabilities Capabilities { get; } = new()
    {
        Rename = partitions.Any(partition => partition.Connector.Capabilities.Rename),
        DeltaImport = partitions.All(partition => partition.Connector.Capabilities.DeltaImport),
        DeltaSeesDeletes = partitions.All(partition => partition.Connector.Capabilities.DeltaSeesDeletes),
    };

    public async ValueTask<ConnectorError?> TestAsync(CancellationToken cancellationToken)
    {
        foreach (var (connector, types) in partitions)
        {
            if (await connector.TestAsync(cancellationToken) is { } error)
                return error with { Message = $"Partition of {string.Join(", ", types)}: {error.Message}" };
        }

        return null;
    }

    public async ValueTask<ConnectorSchema> GetSchemaAsync(CancellationToken cancellationToken)
    {
        List<ObjectTypeSchema> types = [];
        foreach (var (connector, _) in partitions)
            types.AddRange((await connector.GetSchemaAsync(cancellationToken)).ObjectTypes);
        return new ConnectorSchema(types);
    }

    public async IAsyncEnumerable<ImportPage> ImportAsync(ImportRequest request, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var before = SqlWatermark.Parse(request.Watermark);
        SqlWatermark reached = request.Kind is ImportKind.Delta ? before : new();
        foreach (var (connector, _) in partitions)
        {
            await foreach (var page in connector.ImportAsync(request, cancellationToken))
            {
                if (page.Watermark is not null)
                    reached = reached.With(SqlWatermark.Parse(page.Watermark));
                yield return page with { Watermark = request.Kind is ImportKind.Delta || connector == partitions[^1].Connector ? reached.ToText() : null };
            }
        }
    }

    public ValueTask<IReadOnlyList<ConnectorObject>> FindAsync(ObjectQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Of(query.ObjectType).FindAsync(query, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<ChangeResult>> ApplyAsync(IReadOnlyList<ObjectChange> batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var results = new ChangeResult[batch.Count];
        var applied = false;
        foreach (var part in batch.Index().GroupBy(pair => Of(pair.Item.ObjectType)))
        {
            var changes = part.ToList();

            // What one database keeps is not taken back because the next is not reached any more.
            var answers = applied && cancellationToken.IsCancellationRequested
                ? [.. changes.Select(_ => new ChangeResult { Error = new ConnectorError(ConnectorErrorKind.Timeout, "The change was not tried, because the batch was stopped. Try again.") })]
                : await part.Key.ApplyAsync([.. changes.Select(pair => pair.Item)], applied ? CancellationToken.None : cancellationToken);
            applied = true;
            foreach (var (pair, answer) in changes.Zip(answers))
                results[pair.Index] = answer;
        }

        return results;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (connector, _) in partitions)
            await connector.DisposeAsync();
    }

    // A type that none holds is refused by the first in its own words.
    private SqlConnector Of(string type) =>
        partitions.FirstOrDefault(partition => partition.Types.Contains(type, StringComparer.OrdinalIgnoreCase), partitions[0]).Connector;
}
