using System.Text.Json.Nodes;

namespace Sutler.Service.Applications;

/// <summary>A kind of application that one can be made from (S/GRAPH-21).</summary>
/// <param name="Id">As Graph's clients send it.</param>
/// <param name="DisplayName">Name for people.</param>
/// <param name="Description">What it is for.</param>
internal sealed record ApplicationTemplate(string Id, string DisplayName, string Description)
{
    /// <summary>The second is Graph's own for an application that no gallery holds: scripts carry it.</summary>
    public static readonly IReadOnlyList<ApplicationTemplate> All =
    [
        new("ecma2host", "On-premises ECMA app", "An application behind a firewall, reached through agents and the ECMA connector host, or any SCIM 2.0 application that the service reaches by itself."),
        new("8adf8e6e-67b2-4cf2-a259-e3dc5476c621", "Custom", "Any SCIM 2.0 application."),
    ];

    public JsonObject Show() => new()
    {
        ["id"] = Id,
        ["displayName"] = DisplayName,
        ["description"] = Description,
        ["publisher"] = "Sutler",
        ["categories"] = new JsonArray(),
        ["supportedProvisioningTypes"] = new JsonArray("sync"),
        ["supportedSingleSignOnModes"] = new JsonArray(),
    };
}
