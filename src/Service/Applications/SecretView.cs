using System.Text.Json.Nodes;
using Sutler.Service.Secrets;

namespace Sutler.Service.Applications;

/// <summary>
/// What is seen of an application's secrets: switches and addresses as they stand, references as references, everything else as a star
/// (S/ENG-9). A star sent back is refused: a secret must be typed again. Pure.
/// </summary>
internal static class SecretView
{
    public const string Star = "*";

    private static readonly HashSet<string> Open = new(StringComparer.OrdinalIgnoreCase)
    {
        "BaseAddress", "UserName", "ClientIdentifier", "SingleSignOnType", "AuthenticationType", "Url", "Server", "Domain", "EnforceDomain", "ValidateDomain", "InstanceName", "Sandbox",
        "SandboxName", "CompanyId", "TokenExpiration", "Oauth2ClientId", "Oauth2AccessTokenCreationTime", "Oauth2AuthorizationUri", "Oauth2TokenExchangeUri", "Oauth2RedirectUri", "Oauth2Scope",
        "ApplicationTemplateIdentifier", "SyncAll", "SyncNotificationSettings", "SkipOutOfScopeDeletions", "SynchronizationSchedule", "SystemOfRecord", "UpdateKeyOnSoftDelete",
        "HardDeletesEnabled", "PerformInboundEntitlementGrants", "SyncAgentADContainer", "TestReferences",
    };

    public static string Show(string key, string value) => Open.Contains(key) || SecretReferences.Is(value) ? value : Star;

    /// <summary>Two states for the audit, which hold names and what may be seen, and of a secret only that it changed.</summary>
    public static (JsonObject Before, JsonObject After) Difference(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after)
    {
        var (old, now) = (new JsonObject(), new JsonObject());
        foreach (var key in before.Keys.Union(after.Keys, StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal))
        {
            var (left, right) = (before.GetValueOrDefault(key), after.GetValueOrDefault(key));
            if (left == right)
                continue;
            old[key] = left is null ? null : Show(key, left);
            now[key] = right is null ? null : Show(key, right) is var shown && shown == Star && left is not null ? "* (changed)" : shown;
        }

        return (old, now);
    }
}
