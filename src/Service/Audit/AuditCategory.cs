namespace Sutler.Service.Audit;

/// <summary>What part of the configuration an audit entry is about.</summary>
internal static class AuditCategory
{
    public const string Provisioning = "ProvisioningManagement";
    public const string Application = "ApplicationManagement";
    public const string Account = "AccountManagement";
    public const string Agent = "AgentManagement";
    public const string Directory = "DirectoryManagement";
}
