using System.Text.Json.Nodes;
using Sutler.Host.Connections;
using Sutler.Scim;
using Sutler.Scim.Server;

namespace Sutler.Host.Gateway;

/// <summary>Leaves of a resource what <c>attributes</c> and <c>excludedAttributes</c> ask for (RFC 7644 §3.9); <c>schemas</c> and <c>id</c> always stay.</summary>
internal static class Projection
{
    public static JsonObject Apply(JsonObject resource, ExposedType type, ReadRequest request)
    {
        var extension = resource[type.Urn] as JsonObject ?? [];
        Filter(extension, name => Keeps(request, path => Names(path, type.Urn, name)));
        Filter(resource, name => name is "schemas" or "id"
            || (name == type.Urn ? extension.Count > 0 : Keeps(request, path => Names(path, type.CoreUrn, name))));
        return resource;
    }

    private static bool Keeps(ReadRequest request, Predicate<AttributePath> names) =>
        request.Attributes is not []
            ? request.Attributes.Any(p => names(p))
            : !request.ExcludedAttributes.Any(p => names(p));

    private static bool Names(AttributePath path, string urn, string attribute) =>
        (string.Equals(path.Attribute, attribute, StringComparison.OrdinalIgnoreCase)
            && (path.Schema is null || string.Equals(path.Schema, urn, StringComparison.OrdinalIgnoreCase)))
        || string.Equals(path.ToString(), urn, StringComparison.OrdinalIgnoreCase);

    private static void Filter(JsonObject holder, Predicate<string> keeps)
    {
        foreach (var name in holder.Select(p => p.Key).Where(n => !keeps(n)).ToList())
            holder.Remove(name);
    }
}
