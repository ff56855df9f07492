using Sutler.Scim.Schemas;
using Sutler.Service.Directory;

namespace Sutler.Service.Inbound.Resources;

/// <summary>The names by which a client's authority is said: the directory's, and SCIM's for lists that the directory keeps as they come.</summary>
internal static class Authority
{
    public const string Members = "members";

    /// <summary>SCIM's lists, of which the directory knows a value or none.</summary>
    public static readonly IReadOnlyList<string> Lists =
        [.. CoreSchemas.User.Attributes.Where(attribute => attribute is { MultiValued: true, Mutability: not SchemaMutability.ReadOnly }).Select(attribute => attribute.Name)];

    /// <summary>Every name that there is.</summary>
    public static readonly IReadOnlySet<string> Names = new HashSet<string>(
        [
            .. UserPlaces.All.Select(place => place.Attribute), UserAttribute.AccountEnabled, UserAttribute.Manager, .. Lists, Members, .. GroupPlaces.Names,
        ],
        StringComparer.OrdinalIgnoreCase);
}
