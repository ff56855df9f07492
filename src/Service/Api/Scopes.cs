namespace Sutler.Service.Api;

/// <summary>
/// Scopes of tokens, named as Graph's permissions where it has one (S/GRAPH, base). A scope is a part of the API by path; a token without scopes has
/// all that its role gives.
/// </summary>
internal static class Scopes
{
    public const string Own = "self";
    public const string Synchronization = "Synchronization";
    public const string Logs = "ProvisioningLog";
    public const string Audit = "AuditLog";
    public const string Upload = "SynchronizationData-User.Upload";
    public const string Directory = "Directory";
    public const string Applications = "Application";
    public const string Agents = "OnPremisesPublishingProfiles";
    public const string Scim = "Scim";

    /// <summary>Accounts and tokens, and whatever no other scope names: never given to a token, so that no limited token can make itself an unlimited one.</summary>
    public const string Accounts = "Account";

    public static readonly IReadOnlyList<string> All = [Synchronization, Logs, Audit, Upload, Directory, Applications, Agents, Scim];

    /// <summary>The scope that opens a path.</summary>
    public static string Of(string path)
    {
        foreach (var (part, scope) in Parts)
        {
            if (path.Contains(part, StringComparison.OrdinalIgnoreCase))
                return scope;
        }

        return Accounts;
    }

    /// <summary>In this order: what stands first wins.</summary>
    private static readonly IReadOnlyList<(string Part, string Scope)> Parts =
    [
        ("/bulkUpload", Upload),
        ("/auditLogs/provisioning", Logs),
        ("/auditLogs/", Audit),
        ("/api/v1/audit", Audit),
        ("/scim/", Scim),
        ("/synchronization", Synchronization),
        ("/api/v1/jobs", Synchronization),
        ("/api/v1/plans", Synchronization),
        ("/servicePrincipals", Applications),
        ("/applications", Applications),
        ("/applicationTemplates", Applications),
        ("/api/v1/joinTokens", Agents),
        ("/api/v1/agents", Agents),
        ("/onPremisesPublishingProfiles", Agents),
        ("/api/v1/accounts", Accounts),
        ("/api/v1/tokens", Accounts),
        ("/users", Directory),
        ("/groups", Directory),
        ("/directory", Directory),
    ];
}
