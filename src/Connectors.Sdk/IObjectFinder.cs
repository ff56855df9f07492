namespace Sutler.Connectors.Sdk;

/// <summary>Optional: a connector that can look objects up in the target itself, without an import.</summary>
public interface IObjectFinder
{
    /// <summary>Returns the objects whose <see cref="ObjectQuery.Attribute"/> equals one of the values; none found is an empty list.</summary>
    /// <exception cref="ConnectorException">The target failed.</exception>
    ValueTask<IReadOnlyList<ConnectorObject>> FindAsync(ObjectQuery query, CancellationToken cancellationToken);
}
