using Sutler.Service.Applications;

namespace Sutler.Service.Targets;

/// <summary>Asks a target which attributes it has (S/SCHEMA-6, S/SCIM-27).</summary>
internal interface ISchemaDiscovery
{
    /// <summary>The target's object types as Graph's <c>objectDefinition</c>s.</summary>
    /// <exception cref="Api.ApiException">The target cannot be asked; the message says why.</exception>
    Task<IReadOnlyList<System.Text.Json.Nodes.JsonObject>> DiscoverAsync(ApplicationRow application, CancellationToken cancellationToken);
}
