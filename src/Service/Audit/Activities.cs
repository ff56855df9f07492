namespace Sutler.Service.Audit;

/// <summary>Names of activities in the audit; where the original has one it is kept (S/LOG-11).</summary>
internal static class Activities
{
    public const string UpdateSettings = "Update provisioning setting or credentials";
    public const string Start = "Enable/start provisioning configuration";
    public const string Pause = "Disable/pause provisioning configuration";
    public const string Restart = "Restart provisioning";
    public const string UpdateSchema = "Update attribute mappings or scope";
    public const string Quarantine = "Quarantine";
    public const string AddJob = "Add provisioning configuration";
    public const string DeleteJob = "Delete provisioning configuration";
    public const string JobState = "Change state of provisioning configuration";
    public const string Release = "Release held changes";
    public const string ApplyPlan = "Apply plan";
    public const string ProvisionOnDemand = "Provision on demand";
    public const string AddApplication = "Add service principal";
    public const string UpdateApplication = "Update service principal";
    public const string DeleteApplication = "Remove service principal";
    public const string AddAssignment = "Add app role assignment";
    public const string RemoveAssignment = "Remove app role assignment";
    public const string SetUp = "Set up first administrator";
    public const string AddAccount = "Add account";
    public const string UpdateAccount = "Update account";
    public const string DeleteAccount = "Delete account";
    public const string ChangePassword = "Change password";
    public const string SignIn = "Sign in";
    public const string AccountLocked = "Lock account";
    public const string AddToken = "Add API token";
    public const string RevokeToken = "Revoke API token";
    public const string AddJoinToken = "Add agent join token";
    public const string RevokeAgent = "Revoke agent";
}
