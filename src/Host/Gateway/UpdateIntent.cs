using System.Text;
using Sutler.Connectors.Sdk;
using Sutler.Host.Cache;
using Sutler.Host.Export;
using Sutler.Scim.Errors;

namespace Sutler.Host.Gateway;

/// <summary>A client wants an existing object to look otherwise. Only attributes whose value really differs become part of the change.</summary>
internal abstract class UpdateIntent(TypeGateway gateway, string id, string? ifMatch) : WriteIntent(gateway.Type, id)
{
    protected TypeGateway Gateway { get; } = gateway;

    public override ObjectChange? Plan(CacheEntry? current)
    {
        if (current is null)
            throw Gateway.NotFound(Id!);
        CheckVersion(ifMatch, current);
        var wanted = ContentWriter.Write(Type, Wanted(current, out var values));
        var changes = new Dictionary<string, AttributeChange>(StringComparer.OrdinalIgnoreCase);
        foreach (var attribute in Type.Schema.Attributes)
        {
            var name = Encoding.UTF8.GetBytes(attribute.Name);
            if (!ContentReader.Raw(wanted, name).SequenceEqual(ContentReader.Raw(current.Content, name)) && MayChange(attribute, values.GetValueOrDefault(attribute.Name), current))
                changes[attribute.Name] = new AttributeChange(AttributeChangeKind.Replace, values.GetValueOrDefault(attribute.Name));
        }

        return changes.Count == 0 ? null : new ObjectChange(ChangeKind.Update, Type.Name, ScimId.Decode(current.Id), changes);
    }

    public static void CheckVersion(string? ifMatch, CacheEntry current)
    {
        if (ifMatch is not null && !EntityTag.Matches(ifMatch, current))
            throw new ScimException(412, null, $"The resource has version {current.ETag}, not the one in If-Match. Read it again and repeat the change.");
    }

    /// <summary>The values that the object shall have.</summary>
    protected abstract Dictionary<string, object> Wanted(CacheEntry current);

    /// <summary>Whether an attribute that is absent, or that clients may not write, is left as it is instead of refused.</summary>
    protected abstract bool Lenient { get; }

    private Dictionary<string, object> Wanted(CacheEntry current, out Dictionary<string, object> values) => values = Wanted(current);

    private bool MayChange(AttributeSchema attribute, object? value, CacheEntry current)
    {
        if (attribute.Mutability is AttributeMutability.ReadOnly)
            return Lenient ? false : throw Refused(attribute, "is read-only");
        if (attribute.Mutability is AttributeMutability.Immutable || (Type.IsAnchor(attribute.Name) && !Gateway.Rename))
            return LeaveFixed(attribute, value, current) ? false : throw Refused(attribute, "cannot be changed once the object exists");
        return !attribute.Required || value is not null
            ? true
            : throw new ScimException(400, ScimErrorType.InvalidValue, $"{attribute.Name} is required and cannot be removed. Replace it instead.");
    }

    /// <summary>Text that differs only in case is the same value where the attribute does not tell case apart.</summary>
    private bool LeaveFixed(AttributeSchema attribute, object? value, CacheEntry current) =>
        value is null
            ? Lenient
            : !attribute.CaseExact && value is string text
                && string.Equals(text, ContentReader.Text(current.Content, Encoding.UTF8.GetBytes(attribute.Name)), StringComparison.OrdinalIgnoreCase);

    private static ScimException Refused(AttributeSchema attribute, string rule) =>
        new(400, ScimErrorType.Mutability, $"{attribute.Name} {rule}. Take it out of the request, or remove its mapping for updates.");
}
