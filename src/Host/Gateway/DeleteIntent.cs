using System.Collections.Frozen;
using Sutler.Connectors.Sdk;
using Sutler.Host.Cache;
using Sutler.Host.Export;

namespace Sutler.Host.Gateway;

/// <summary>A client wants an object gone.</summary>
internal sealed class DeleteIntent(TypeGateway gateway, string id, string? ifMatch) : WriteIntent(gateway.Type, id)
{
    public override ObjectChange Plan(CacheEntry? current)
    {
        if (current is null)
            throw gateway.NotFound(Id!);
        UpdateIntent.CheckVersion(ifMatch, current);
        return new ObjectChange(ChangeKind.Delete, Type.Name, ScimId.Decode(current.Id), FrozenDictionary<string, AttributeChange>.Empty);
    }
}
