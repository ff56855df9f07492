using System.Collections.Frozen;
using Sutler.Connectors.Sdk;
using Sutler.Host.Cache;
using Sutler.Host.Export;
using Sutler.Host.View;

namespace Sutler.Host.Gateway;

/// <summary>A client wants an object gone.</summary>
internal sealed class DeleteIntent(TypeGateway gateway, string id, string? ifMatch) : WriteIntent(gateway.Type, id)
{
    public override ObjectChange? Plan(CacheEntry? current)
    {
        if (current is null)
            throw gateway.NotFound(Id!);
        UpdateIntent.CheckVersion(Type, ifMatch, current);
        if (Type.View.Delete is { Kind: not FlowKind.Delete } flow)
            return Instead(flow, current);
        return new ObjectChange(ChangeKind.Delete, Type.Name, ScimId.Decode(current.Id), FrozenDictionary<string, AttributeChange>.Empty);
    }

    /// <summary>The object stays, marked or untouched, and can be matched again when its user comes back (H/DEPROV-1, H/DEPROV-3).</summary>
    private ObjectChange? Instead(Flow flow, CacheEntry current)
    {
        if (flow.Source is not { } source || flow.IsDone(Type.View.Read(Answer.Json(Type, "", current), gateway.Reader, before: null)))
            return null;
        var change = new AttributeChange(AttributeChangeKind.Replace, flow.Value);
        return new ObjectChange(ChangeKind.Update, Type.Name, ScimId.Decode(current.Id), new Dictionary<string, AttributeChange>(StringComparer.OrdinalIgnoreCase) { [source.Name] = change });
    }
}
