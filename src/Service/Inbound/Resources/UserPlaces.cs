using Sutler.Scim.Schemas;
using Sutler.Service.Directory;

namespace Sutler.Service.Inbound.Resources;

/// <summary>
/// The attributes of a user and their places in SCIM: the inverse of what the product sends to targets (S/IN-13, S/MAP-24). What SCIM has no
/// name for stands in the product's own extension; what the directory has no name for becomes an extension attribute.
/// </summary>
internal static class UserPlaces
{
    private const string Enterprise = CoreSchemas.EnterpriseUserUrn;

    /// <summary>Kept by the directory as references or by rules of their own, so no plain value.</summary>
    private static readonly HashSet<string> Apart = new([UserAttribute.AccountEnabled, UserAttribute.Manager], StringComparer.OrdinalIgnoreCase);

    private static readonly UserPlace[] Named =
    [
        new(UserAttribute.UserPrincipalName, "userName"),
        new(UserAttribute.DisplayName, "displayName"),
        new("givenName", "name") { Sub = "givenName" },
        new("surname", "name") { Sub = "familyName" },
        new("jobTitle", "title"),
        new("employeeType", "userType"),
        new("preferredLanguage", "preferredLanguage"),
        new("mail", "emails") { Kind = "work", Sub = "value", TakesUntyped = true },
        new("telephoneNumber", "phoneNumbers") { Kind = "work", Sub = "value", TakesUntyped = true },
        new("mobile", "phoneNumbers") { Kind = "mobile", Sub = "value" },
        new("facsimileTelephoneNumber", "phoneNumbers") { Kind = "fax", Sub = "value" },
        Address("streetAddress", "streetAddress"),
        Address("city", "locality"),
        Address("state", "region"),
        Address("postalCode", "postalCode"),
        Address("country", "country"),
        new(UserAttribute.EmployeeId, "employeeNumber") { Extension = Enterprise },
        new("department", "department") { Extension = Enterprise },
        new("companyName", "organization") { Extension = Enterprise },
        Kept(Enterprise, "costCenter"),
        Kept(Enterprise, "division"),
        Kept(null, "nickName"),
        Kept(null, "profileUrl"),
        Kept(null, "locale"),
        Kept(null, "timezone"),
        Kept(null, "name", "formatted"),
        Kept(null, "name", "middleName"),
        Kept(null, "name", "honorificPrefix"),
        Kept(null, "name", "honorificSuffix"),
    ];

    /// <summary>All places of plain values.</summary>
    public static readonly IReadOnlyList<UserPlace> All =
    [
        .. Named,
        .. UserAttribute.Known.Where(name => !Apart.Contains(name) && !Array.Exists(Named, place => place.Attribute.Equals(name, StringComparison.OrdinalIgnoreCase)))
            .Select(name => new UserPlace(name, name) { Extension = InboundUrn.User }),
    ];

    /// <summary>The places in one extension, or in the core schema.</summary>
    public static IEnumerable<UserPlace> In(string? extension) => All.Where(place => string.Equals(place.Extension, extension, StringComparison.OrdinalIgnoreCase));

    private static UserPlace Address(string attribute, string part) => new(attribute, "addresses") { Kind = "work", Sub = part, TakesUntyped = true };

    private static UserPlace Kept(string? extension, string name, string? sub = null) =>
        new((sub is null ? ExtensionName.Of(extension, name) : ExtensionName.Of(extension, name, sub))!, name) { Extension = extension, Sub = sub };
}
