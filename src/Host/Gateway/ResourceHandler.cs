using System.Text.Json.Nodes;
using Sutler.Scim.Patch;
using Sutler.Scim.Schemas;
using Sutler.Scim.Server;

namespace Sutler.Host.Gateway;

/// <summary>The handlers of one resource type behind the protocol's seam.</summary>
internal sealed class ResourceHandler(TypeGateway gateway) : IScimResourceHandler
{
    private readonly ListHandler _list = new(gateway);
    private readonly GetHandler _get = new(gateway);
    private readonly CreateHandler _create = new(gateway);
    private readonly UpdateHandler _update = new(gateway);
    private readonly DeleteHandler _delete = new(gateway);

    public ResourceSchema Schema => gateway.Schema;

    // What is write-only never comes into the cache.
    public bool HoldsHidden { get; } = gateway.Type.View.Sections.SelectMany(section => section.Attributes).Any(attribute =>
        attribute.Definition.Returned is SchemaReturned.Never or SchemaReturned.Request
        && attribute.Sources.Any(name => gateway.Type.Attribute(name) is not { WriteOnly: true }));

    public ValueTask<ScimPage> ListAsync(ListRequest request, CancellationToken cancellationToken) => _list.HandleAsync(request, cancellationToken);

    public ValueTask<ScimAnswer> GetAsync(string id, ReadRequest request, CancellationToken cancellationToken) =>
        _get.HandleAsync(id, request, cancellationToken);

    public ValueTask<ScimAnswer> CreateAsync(JsonObject resource, WriteRequest request, CancellationToken cancellationToken) =>
        _create.HandleAsync(resource, request, cancellationToken);

    public ValueTask<ScimAnswer> ReplaceAsync(string id, JsonObject resource, WriteRequest request, CancellationToken cancellationToken) =>
        _update.ReplaceAsync(id, resource, request, cancellationToken);

    public ValueTask<ScimAnswer> PatchAsync(
        string id, IReadOnlyList<PatchOperation> operations, WriteRequest request, CancellationToken cancellationToken) =>
        _update.PatchAsync(id, operations, request, cancellationToken);

    public ValueTask<ScimAnswer> DeleteAsync(string id, WriteRequest request, CancellationToken cancellationToken) =>
        _delete.HandleAsync(id, request, cancellationToken);
}
