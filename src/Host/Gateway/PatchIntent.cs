using System.Text.Json.Nodes;
using Sutler.Host.Cache;
using Sutler.Scim.Patch;
using Sutler.Scim.Server;

namespace Sutler.Host.Gateway;

/// <summary>A client wants parts of an object changed.</summary>
internal sealed class PatchIntent(TypeGateway gateway, string id, IReadOnlyList<PatchOperation> operations, WriteRequest request)
    : UpdateIntent(gateway, id, request)
{
    protected override bool Lenient => false;

    protected override Excerpt Shown(CacheEntry current) => Excerpt.Of(current, Type, operations);

    protected override JsonObject Wanted(JsonObject resource) => PatchApplier.Apply(resource, operations, Gateway.Schema).Resource;

    protected override Dictionary<string, object> Values(JsonObject wanted, IReadOnlyDictionary<string, object> before) =>
        Type.View.ReadChanged(wanted, Gateway.Reader, before);
}
