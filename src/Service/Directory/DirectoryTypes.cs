using Sutler.Service.Directory.Groups;

namespace Sutler.Service.Directory;

/// <summary>Users and groups, as the directory knows them.</summary>
internal static class DirectoryTypes
{
    private static readonly DirectoryAttribute[] Common =
    [
        new("id", AttributeType.Text) { Column = "id", CaseExact = true, ReadOnly = true },
        new("createdDateTime", AttributeType.Time) { Column = "created_at", ReadOnly = true },
        new("deletedDateTime", AttributeType.Time) { Column = "deleted_at", ReadOnly = true },
    ];

    public static readonly DirectoryType User = new(
        "user",
        "directory_user",
        [
            .. UserAttribute.Known.Select(OfUser),
            .. Common,
            new(UserAttribute.ManagerEmployeeId, AttributeType.Text) { Column = "manager_employee_id", ReadOnly = true, CaseExact = true },
            new(UserAttribute.ManagerId, AttributeType.Text) { Column = "manager_id", ReadOnly = true, CaseExact = true },
        ],
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            [UserAttribute.ObjectId] = "id",
            ["mobilePhone"] = "mobile",
            ["faxNumber"] = "facsimileTelephoneNumber",
            ["officeLocation"] = "physicalDeliveryOfficeName",
            ["onPremisesSyncEnabled"] = "dirSyncEnabled",
        });

    public static readonly DirectoryType Group = new(
        "group",
        "directory_group",
        [
            new(GroupAttribute.DisplayName, AttributeType.Text) { Column = "display_name" },
            new(GroupAttribute.MailNickname, AttributeType.Text) { Column = "mail_nickname" },
            new(GroupAttribute.SecurityEnabled, AttributeType.Boolean) { Column = "security_enabled" },
            new(GroupAttribute.MailEnabled, AttributeType.Boolean),
            new(GroupAttribute.GroupTypes, AttributeType.TextList),
            new("isAssignableToRole", AttributeType.Boolean),
            new("dirSyncEnabled", AttributeType.Boolean),
            new("proxyAddresses", AttributeType.TextList),
            .. Text("description mail visibility classification preferredLanguage preferredDataLocation theme membershipRule membershipRuleProcessingState"),
            .. Text("onPremisesSamAccountName onPremisesDomainName onPremisesNetBiosName onPremisesSecurityIdentifier securityIdentifier uniqueName"),
            .. Common,
        ],
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { [UserAttribute.ObjectId] = "id", ["onPremisesSyncEnabled"] = "dirSyncEnabled" });

    private static DirectoryAttribute OfUser(string name) => name switch
    {
        UserAttribute.AccountEnabled => new DirectoryAttribute(name, AttributeType.Boolean) { Column = "account_enabled" },
        UserAttribute.EmployeeId => new DirectoryAttribute(name, AttributeType.Text) { Column = "employee_id", CaseExact = true },
        UserAttribute.UserPrincipalName => new DirectoryAttribute(name, AttributeType.Text) { KeyColumn = "upn_key" },
        "dirSyncEnabled" => new DirectoryAttribute(name, AttributeType.Boolean),
        "employeeHireDate" or "employeeLeaveDateTime" => new DirectoryAttribute(name, AttributeType.Time),
        "proxyAddresses" or "otherMails" or "imAddresses" or "alternativeSecurityIds" => new DirectoryAttribute(name, AttributeType.TextList),
        _ => new DirectoryAttribute(name, AttributeType.Text),
    };

    private static IEnumerable<DirectoryAttribute> Text(string names) => names.Split(' ').Select(name => new DirectoryAttribute(name, AttributeType.Text));
}
