using System.Text.Json.Nodes;

namespace Sutler.Cli.Commands.Job;

/// <summary>A job of a service: its id, the path of its resource, its application's name, and its JSON.</summary>
internal sealed record FoundJob(string Id, string Path, string Application, JsonObject Resource)
{
    public JsonNode? Status => Resource["status"];
}
