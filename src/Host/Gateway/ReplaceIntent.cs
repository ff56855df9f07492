using System.Text.Json.Nodes;
using Sutler.Scim.Resources;
using Sutler.Scim.Server;

namespace Sutler.Host.Gateway;

/// <summary>A client wants an object to be as given: attributes that are absent are cleared, those that it may not write are left alone (RFC 7644 §3.5.1).</summary>
internal sealed class ReplaceIntent(TypeGateway gateway, string id, JsonObject body, WriteRequest request) : UpdateIntent(gateway, id, request)
{
    protected override bool Lenient => true;

    protected override JsonObject Wanted(JsonObject resource) => ResourceNormalizer.Replace(resource, body, Gateway.Schema);

    protected override Dictionary<string, object> Values(JsonObject wanted, IReadOnlyDictionary<string, object> before) =>
        Type.View.Read(wanted, Gateway.Reader, before);
}
