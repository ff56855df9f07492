using System.Text.Json.Nodes;
using Sutler.Service.Api;
using Sutler.Service.Applications;

namespace Sutler.Service.Targets;

/// <summary>Reads a SCIM target's resource types and schemas into object definitions.</summary>
internal sealed class SchemaDiscovery(ApplicationStore applications, TargetClients clients) : ISchemaDiscovery
{
    public async Task<IReadOnlyList<JsonObject>> DiscoverAsync(ApplicationRow application, CancellationToken cancellationToken)
    {
        var secrets = await applications.SecretsAsync(application.Id, cancellationToken);
        if (secrets.Missing is { } missing)
            throw ApiException.BadRequest(missing);
        var client = clients.Client(application, secrets);
        var schemas = await client.GetSchemasAsync(cancellationToken);
        if (!schemas.IsDone)
            throw new ApiException(502, "SchemaDiscoveryFailed", $"The target's schemas cannot be read: {schemas.Error?.Detail} Add the attributes by hand.");
        var types = await client.GetResourceTypesAsync(cancellationToken);
        return DiscoveredSchema.Objects(schemas.Resources, types.Resources);
    }
}
