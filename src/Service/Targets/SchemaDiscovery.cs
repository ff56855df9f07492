using System.Text.Json.Nodes;
using Sutler.Service.Api;
using Sutler.Service.Applications;
using Sutler.Service.Mapping;
using Sutler.Service.Schemas;

namespace Sutler.Service.Targets;

/// <summary>Reads a SCIM target's resource types and schemas (S/SCHEMA-6, S/SCIM-27).</summary>
internal sealed class SchemaDiscovery(ApplicationStore applications, TargetClients clients) : ISchemaDiscovery
{
    public async Task<IReadOnlyList<DiscoveredObject>> DiscoverAsync(string applicationId, CancellationToken cancellationToken)
    {
        var application = await applications.FindAsync(applicationId, cancellationToken) ?? throw ApiException.NotFound($"No service principal has the id '{applicationId}'.");
        var secrets = await applications.SecretsAsync(application.Id, cancellationToken);
        if (secrets.Missing is { } missing)
            throw ApiException.BadRequest(missing);
        var client = clients.Client(application, secrets);
        var schemas = await client.GetSchemasAsync(cancellationToken);
        if (!schemas.IsDone)
            throw new ApiException(502, "SchemaDiscoveryFailed", $"The target's schemas cannot be read: {schemas.Error?.Detail} Add the attributes by hand.");
        var types = await client.GetResourceTypesAsync(cancellationToken);
        return [.. DiscoveredSchema.Objects(schemas.Resources, types.Resources).Select(Read)];
    }

    private static DiscoveredObject Read(JsonObject definition) => new(definition.Text("name")!, [.. definition.Objects("attributes").Select(Attribute)])
    {
        Endpoint = definition.Objects("metadata").FirstOrDefault(item => item.Text("key") == "Endpoint").Text("value"),
    };

    private static DiscoveredAttribute Attribute(JsonObject attribute) => new()
    {
        Name = attribute.Text("name")!,
        Type = Enum.TryParse<TargetType>(attribute.Text("type"), ignoreCase: true, out var type) ? type : TargetType.String,
        MultiValued = attribute.Flag("multivalued") ?? false,
        Required = attribute.Flag("required") ?? false,
        CaseExact = attribute.Flag("caseExact") ?? false,
        Mutability = attribute.Text("mutability") ?? "ReadWrite",
        ReferencedTypes = [.. attribute.Objects("referencedObjects").Select(item => item.Text("referencedObjectName")).OfType<string>()],
    };
}
