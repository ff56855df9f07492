namespace Sutler.Service.Schemas;

/// <summary>Asks an application which objects and attributes it has (S/SCHEMA-6).</summary>
internal interface ISchemaDiscovery
{
    /// <exception cref="Api.ApiException">The application cannot be asked; the message says why.</exception>
    Task<IReadOnlyList<DiscoveredObject>> DiscoverAsync(string applicationId, CancellationToken cancellationToken);
}
