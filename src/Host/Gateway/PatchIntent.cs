using Sutler.Host.Cache;
using Sutler.Scim.Patch;

namespace Sutler.Host.Gateway;

/// <summary>A client wants parts of an object changed.</summary>
internal sealed class PatchIntent(TypeGateway gateway, string id, IReadOnlyList<PatchOperation> operations, string? ifMatch)
    : UpdateIntent(gateway, id, ifMatch)
{
    protected override bool Lenient => false;

    protected override Dictionary<string, object> Wanted(CacheEntry current) =>
        ResourceReader.Read(Type, PatchApplier.Apply(Answer.Json(Type, "", current), operations, Gateway.Schema).Resource);
}
