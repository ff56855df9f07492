using System.Text.Json.Nodes;

namespace Sutler.Service.Applications;

/// <summary>An application: what owns jobs and the secrets of their target (S/ENG-2). Graph's application and service principal are two sides of it, under one id.</summary>
internal sealed record ApplicationRow
{
    public const string Columns =
        "id AS Id, app_id AS AppId, display_name AS DisplayName, agent_group AS AgentGroup, template_id AS TemplateId, notes AS Notes, account_enabled AS AccountEnabled, created_at AS CreatedAt";

    public required string Id { get; init; }

    /// <summary>By which Graph's clients name it too: <c>servicePrincipals(appId='…')</c>.</summary>
    public string AppId { get; init; } = "";

    public required string DisplayName { get; init; }

    /// <summary>The agents through which its target is reached; null for a target that the service reaches by itself.</summary>
    public string? AgentGroup { get; init; }

    /// <summary>The template it was made from; null for none.</summary>
    public string? TemplateId { get; init; }

    public string? Notes { get; init; }

    public int AccountEnabled { get; init; } = 1;

    public string CreatedAt { get; init; } = "";

    public JsonObject ShowServicePrincipal() => new()
    {
        ["id"] = Id,
        ["appId"] = AppId,
        ["displayName"] = DisplayName,
        ["appDisplayName"] = DisplayName,
        ["accountEnabled"] = AccountEnabled != 0,
        ["applicationTemplateId"] = TemplateId,
        ["notes"] = Notes,
        ["servicePrincipalType"] = "Application",
        ["createdDateTime"] = CreatedAt,
        ["agentGroup"] = AgentGroup,
    };

    public JsonObject ShowApplication() => new()
    {
        ["id"] = Id,
        ["appId"] = AppId,
        ["displayName"] = DisplayName,
        ["applicationTemplateId"] = TemplateId,
        ["notes"] = Notes,
        ["createdDateTime"] = CreatedAt,
    };
}
