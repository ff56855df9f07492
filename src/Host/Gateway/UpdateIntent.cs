using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Sutler.Connectors.Sdk;
using Sutler.Host.Cache;
using Sutler.Host.Connections;
using Sutler.Host.Export;
using Sutler.Host.View;
using Sutler.Scim.Errors;
using Sutler.Scim.Server;

namespace Sutler.Host.Gateway;

/// <summary>A client wants an existing object to look otherwise. Only attributes whose value really differs become part of the change.</summary>
internal abstract class UpdateIntent(TypeGateway gateway, string id, WriteRequest request) : WriteIntent(gateway.Type, id)
{
    protected TypeGateway Gateway { get; } = gateway;

    public override ObjectChange? Plan(CacheEntry? current)
    {
        if (current is null)
            throw Gateway.NotFound(Id!);
        CheckVersion(Type, request.IfMatch, current);
        var excerpt = Shown(current);
        var resource = Answer.Json(Type, request.BaseUrl, excerpt.Entry);
        var before = Type.View.Read(resource, Gateway.Reader, before: null);
        var result = Wanted(resource);
        if (Type.View.Disable is { Kind: FlowKind.Delete } && IsDisabled(result))
            return new ObjectChange(ChangeKind.Delete, Type.Name, ScimId.Decode(current.Id), FrozenDictionary<string, AttributeChange>.Empty);
        var wanted = Values(result, before);
        var changes = new Dictionary<string, AttributeChange>(StringComparer.OrdinalIgnoreCase);
        foreach (var attribute in Type.Schema.Attributes)
        {
            var (old, value) = (before.GetValueOrDefault(attribute.Name), wanted.GetValueOrDefault(attribute.Name));
            if (excerpt.Shortened.Contains(attribute.Name))
                (old, value) = (old ?? Array.Empty<object>(), value ?? Array.Empty<object>());
            if (!ConnectorValues.AreEqual(old, value) && MayChange(attribute, old, value))
                changes[attribute.Name] = Change(old, value);
        }

        return changes.Count == 0 ? null : new ObjectChange(ChangeKind.Update, Type.Name, ScimId.Decode(current.Id), changes);
    }

    public static void CheckVersion(ExposedType type, string? ifMatch, CacheEntry current)
    {
        if (ifMatch is not null && !EntityTags.Matches(ifMatch, type.Version(current)))
            throw new ScimException(412, null, $"The resource has version {type.Version(current)}, not the one in If-Match. Read it again and repeat the change.");
    }

    /// <summary>What of the object has to be looked at.</summary>
    protected virtual Excerpt Shown(CacheEntry current) => Excerpt.Whole(current);

    /// <summary>The resource as it shall be.</summary>
    /// <param name="resource">The resource as it is.</param>
    protected abstract JsonObject Wanted(JsonObject resource);

    /// <summary>The values that the object shall have.</summary>
    protected abstract Dictionary<string, object> Values(JsonObject wanted, IReadOnlyDictionary<string, object> before);

    /// <summary>Whether an attribute that is absent, or that clients may not write, is left as it is instead of refused.</summary>
    protected abstract bool Lenient { get; }

    private static bool IsDisabled(JsonObject resource) => resource["active"] is JsonValue active && bool.TryParse(active.ToString(), out var flag) && !flag;

    /// <summary>A long list is not written anew for one value of it: adding a member to a group of 100,000 is one value.</summary>
    private static AttributeChange Change(object? old, object? value)
    {
        if (old is not IReadOnlyList<object> before || value is not IReadOnlyList<object> after)
            return new AttributeChange(AttributeChangeKind.Replace, value);
        var (removed, added) = ConnectorValues.Difference(before, after);
        return new AttributeChange(AttributeChangeKind.Update, null) { Removed = removed, Added = added };
    }

    private bool MayChange(AttributeSchema attribute, object? old, object? value)
    {
        if (attribute.Mutability is AttributeMutability.ReadOnly)
            return Lenient ? false : throw Refused(attribute, "is read-only");
        if (attribute.WriteOnly && value is null)
            return false;
        if (attribute.Mutability is AttributeMutability.Immutable && old is null)
            return !Lenient || value is not null;
        if (attribute.Mutability is AttributeMutability.Immutable || (Type.IsAnchor(attribute.Name) && !Gateway.Rename))
            return LeaveFixed(attribute, old, value) ? false : throw Refused(attribute, "cannot be changed once the object exists");
        return !attribute.Required || value is not null
            ? true
            : throw new ScimException(400, ScimErrorType.InvalidValue, $"{attribute.Name} is required and cannot be removed. Replace it instead.");
    }

    /// <summary>Text that differs only in case is the same value where the attribute does not tell case apart.</summary>
    private bool LeaveFixed(AttributeSchema attribute, object? old, object? value) =>
        value is null
            ? Lenient
            : !attribute.CaseExact && value is string text && string.Equals(text, old as string, StringComparison.OrdinalIgnoreCase);

    private static ScimException Refused(AttributeSchema attribute, string rule) =>
        new(400, ScimErrorType.Mutability, $"{attribute.Name} {rule}. Take it out of the request, or remove its mapping for updates.");
}
