using Sutler.Connectors.Sdk;
using Sutler.Host.Cache;
using Sutler.Host.Connections;
using Sutler.Host.Export;
using Sutler.Scim.Errors;

namespace Sutler.Host.Gateway;

/// <summary>A client wants a new object.</summary>
internal sealed class CreateIntent(ExposedType type, Anchor? anchor, IReadOnlyDictionary<string, object> values)
    : WriteIntent(type, anchor is null ? null : ScimId.Encode(anchor))
{
    public static ScimException Exists(ExposedType type, string id) =>
        new(409, ScimErrorType.Uniqueness, $"There is a {type.ResourceType} with the id '{id}' already. Match it and update it instead.");

    public override ObjectChange Plan(CacheEntry? current)
    {
        if (current is not null)
            throw Exists(Type, current.Id);
        var attributes = values.ToDictionary(
            v => v.Key, v => new AttributeChange(AttributeChangeKind.Replace, v.Value), StringComparer.OrdinalIgnoreCase);
        return new ObjectChange(ChangeKind.Add, Type.Name, anchor, attributes);
    }
}
