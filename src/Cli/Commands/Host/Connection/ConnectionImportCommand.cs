using System.CommandLine;
using System.Text.Json.Nodes;
using Sutler.Cli.Options;
using Sutler.Cli.Output;
using Sutler.Host.Admin;

namespace Sutler.Cli.Commands.Host.Connection;

/// <summary><c>sutler host connection import NAME</c></summary>
internal static class ConnectionImportCommand
{
    private const string Description = """
        Lets a running host read a connection's target now. Exit code 1 when the import is held because it would drop too many objects.

        Examples:
          sutler host connection import hr --data data
          sutler host connection import hr --data data --delta
          sutler host connection import hr --data data --accept      (lets a held import pass)
        """;

    public static Command Create()
    {
        var name = ConnectionArgument.Create();
        var delta = new Option<bool>("--delta") { Description = "Read only what changed, where the connection can." };
        var accept = new Option<bool>("--accept") { Description = "Let the import pass that is held." };
        return new HostOption().Verb(
            new Command("import", Description) { name, delta, accept },
            async (call, cancellationToken) =>
            {
                var path = $"{HostCall.PathOf(call.Get(name)!)}/import{(call.Get(accept) ? "/accept" : "")}";
                var answer = await call.AskAsync(new AdminRequest("POST", path) { Json = new JsonObject { ["kind"] = call.Get(delta) ? "delta" : "full" } }, cancellationToken);
                if (call.Screen.Json)
                    Screen.WriteJson(answer.Json!.ToJsonString());
                else
                    call.Screen.Say($"{call.Get(name)}: {answer.Json!["kind"]} import read {answer.Json["read"]} objects, {answer.Json["changed"]} changed, {answer.Json["dropped"]} dropped.{Held(answer.Json)}");
                return answer.Json!["held"] is null ? 0 : CommandException.Failure;
            });
    }

    private static string Held(JsonNode report) => report["held"] is { } held ? $"\nHeld: {held["reason"]}" : "";
}
