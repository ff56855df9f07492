namespace Sutler.Connectors.Sdk;

/// <summary>
/// One target system, seen as typed objects: its schema, a stream of its objects, and batches of changes to them.
/// A connector keeps no copy of the target and decides nothing; the host calls <see cref="ApplyAsync"/> for one batch at a time and
/// may run <see cref="ImportAsync"/> and <see cref="IObjectFinder.FindAsync"/> beside it.
/// </summary>
public interface IConnector : IAsyncDisposable
{
    /// <summary>What this connector can do.</summary>
    ConnectorCapabilities Capabilities { get; }

    /// <summary>Tries the connection and the rights it needs; null when all is well.</summary>
    ValueTask<ConnectorError?> TestAsync(CancellationToken cancellationToken);

    /// <summary>Reads the object types and attributes from the target.</summary>
    /// <exception cref="ConnectorException">The target cannot be reached, or does not hold what the settings name.</exception>
    ValueTask<ConnectorSchema> GetSchemaAsync(CancellationToken cancellationToken);

    /// <summary>Streams the target's objects page by page: all of them, or those changed since the watermark.</summary>
    /// <exception cref="ConnectorException">The target failed; pages already handed out stay valid, their watermarks with them.</exception>
    IAsyncEnumerable<ImportPage> ImportAsync(ImportRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Applies the changes in order and answers with one result each, in the same order. One failing change never undoes another.
    /// Does not throw for what the target says: that is a <see cref="ConnectorError"/> in the result.
    /// </summary>
    ValueTask<IReadOnlyList<ChangeResult>> ApplyAsync(IReadOnlyList<ObjectChange> batch, CancellationToken cancellationToken);
}
