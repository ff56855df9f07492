using System.Text.Json.Nodes;
using Sutler.Service.Agents;
using Sutler.Service.Api;

namespace Sutler.Service.Applications;

/// <summary>What a request says of an application; checked. Null leaves as it is, but for what <see cref="SetsGroup"/> and <see cref="SetsNotes"/> say.</summary>
internal sealed record ApplicationDraft
{
    private const int MostName = 256;
    private const int MostNotes = 1024;

    public string? DisplayName { get; init; }

    public string? AgentGroup { get; init; }

    public bool SetsGroup { get; init; }

    public string? Notes { get; init; }

    public bool SetsNotes { get; init; }

    public bool? AccountEnabled { get; init; }

    public string? TemplateId { get; init; }

    public static ApplicationDraft Read(JsonObject body)
    {
        Body.Allow(body, "displayName", "agentGroup", "notes", "accountEnabled");
        var notes = Body.Text(body, "notes");
        if (notes?.Length > MostNotes)
            throw ApiException.BadRequest($"notes is longer than {MostNotes} characters. Shorten it.");
        return new ApplicationDraft
        {
            DisplayName = Body.Text(body, "displayName") is { } name ? CheckName(name) : null,
            AgentGroup = Body.Text(body, "agentGroup") is { } group ? JoinTokenStore.CheckGroup(group) : null,
            SetsGroup = body.ContainsKey("agentGroup"),
            Notes = notes,
            SetsNotes = body.ContainsKey("notes"),
            AccountEnabled = Body.Flag(body, "accountEnabled"),
        };
    }

    public static string CheckName(string? name) => name switch
    {
        null or "" => throw ApiException.BadRequest("displayName is missing. Give the application a name."),
        { Length: > MostName } => throw ApiException.BadRequest($"displayName is longer than {MostName} characters. Shorten it."),
        _ => name,
    };
}
