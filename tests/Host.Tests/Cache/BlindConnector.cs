using Sutler.Connectors.Sdk;

namespace Sutler.Host.Tests.Cache;

/// <summary>A connector that cannot look up.</summary>
internal sealed class BlindConnector(IConnector inner) : IConnector
{
    public ConnectorCapabilities Capabilities => inner.Capabilities;

    public ValueTask<ConnectorError?> TestAsync(CancellationToken cancellationToken) => inner.TestAsync(cancellationToken);

    public ValueTask<ConnectorSchema> GetSchemaAsync(CancellationToken cancellationToken) => inner.GetSchemaAsync(cancellationToken);

    public IAsyncEnumerable<ImportPage> ImportAsync(ImportRequest request, CancellationToken cancellationToken) => inner.ImportAsync(request, cancellationToken);

    public ValueTask<IReadOnlyList<ChangeResult>> ApplyAsync(IReadOnlyList<ObjectChange> batch, CancellationToken cancellationToken) => inner.ApplyAsync(batch, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
