namespace Sutler.Service.Directory;

/// <summary>Attributes of a user that the service itself relies on, and the ones it knows by name (S/SCHEMA-3).</summary>
internal static class UserAttribute
{
    public const string ObjectId = "objectId";
    public const string UserPrincipalName = "userPrincipalName";
    public const string EmployeeId = "employeeId";
    public const string AccountEnabled = "accountEnabled";
    public const string DisplayName = "displayName";
    public const string Manager = "manager";
    public const string ManagerEmployeeId = "managerEmployeeId";
    public const string IsSoftDeleted = "IsSoftDeleted";
    /// <summary>In filters and sorts: the manager's id.</summary>
    public const string ManagerId = "manager/id";

    /// <summary>Graph's object of the fifteen extension attributes.</summary>
    public const string ExtensionAttributes = "onPremisesExtensionAttributes";
    public const string PasswordProfile = "passwordProfile";
    public const string ExtensionPrefix = "extension_";

    public static readonly IReadOnlyList<string> Extensions = [.. Enumerable.Range(1, 15).Select(number => $"extensionAttribute{number}")];

    public static readonly IReadOnlyList<string> Known =
    [
        UserPrincipalName, EmployeeId, AccountEnabled, DisplayName, "givenName", "surname", "mail", "mailNickname", "jobTitle", "department",
        "companyName", "streetAddress", "city", "state", "postalCode", "country", "telephoneNumber", "mobile", "facsimileTelephoneNumber",
        "physicalDeliveryOfficeName", "preferredLanguage", "employeeType", "employeeHireDate", "proxyAddresses", "dirSyncEnabled",
        "onPremisesSecurityIdentifier", "originalUserPrincipalName", "netId", "employeeLeaveDateTime", "userType", "usageLocation", "otherMails",
        "imAddresses", "alternativeSecurityIds", "onPremisesSamAccountName", "onPremisesDomainName", "onPremisesDistinguishedName",
        "onPremisesUserPrincipalName", "onPremisesImmutableId",
        .. Extensions,
    ];

    public static readonly IReadOnlyDictionary<string, string> Canonical = Known.ToDictionary(name => name, StringComparer.OrdinalIgnoreCase);
}
