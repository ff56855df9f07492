using System.Text.Json.Nodes;
using Sutler.Scim.Patch;

namespace Sutler.Host.Gateway;

/// <summary>A client wants parts of an object changed.</summary>
internal sealed class PatchIntent(TypeGateway gateway, string id, IReadOnlyList<PatchOperation> operations, string? ifMatch)
    : UpdateIntent(gateway, id, ifMatch)
{
    protected override bool Lenient => false;

    protected override Dictionary<string, object> Wanted(JsonObject resource, IReadOnlyDictionary<string, object> before) =>
        Type.View.Read(PatchApplier.Apply(resource, operations, Gateway.Schema).Resource, Gateway.Reader, before);
}
