using System.Text.Json.Nodes;
using Sutler.Scim.Patch;
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

    public ValueTask<ScimAnswer> ListAsync(ListRequest request, CancellationToken cancellationToken) => _list.HandleAsync(request, cancellationToken);

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
