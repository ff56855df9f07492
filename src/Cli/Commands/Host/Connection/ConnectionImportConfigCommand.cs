using System.CommandLine;
using System.Text.Json.Nodes;
using Sutler.Cli.Options;
using Sutler.Cli.Output;
using Sutler.Host.Admin;

namespace Sutler.Cli.Commands.Host.Connection;

/// <summary><c>sutler host connection import-config FILE.xml</c></summary>
internal static class ConnectionImportConfigCommand
{
    private const string Description = """
        Takes connections over from the XML that Microsoft's ECMA host writes. Says what was carried over, what was not, and which secrets have to
        be supplied: the file holds none. Exit code 1 when a connection is not ready for use.

        Examples:
          sutler host connection import-config host.xml --data data --dry-run
          sutler host connection import-config host.xml --data data --secret token=env:TOKEN --secret hr.password=file:/run/secrets/hr
        """;

    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "The XML file." };
        var secret = new Option<string[]>("--secret") { Description = "NAME=env:VARIABLE or NAME=file:PATH for what the file leaves blank; CONNECTION.NAME for one connection." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only tell what would come of it." };
        var replace = new Option<bool>("--replace") { Description = "Replace connections of the same name." };
        return new HostOption().Verb(
            new Command("import-config", Description) { file, secret, dryRun, replace },
            async (call, cancellationToken) =>
            {
                var query = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["dryRun"] = Text(call.Get(dryRun)), ["replace"] = Text(call.Get(replace)) };
                if (call.Get(secret) is { Length: > 0 } secrets)
                    query["secrets"] = string.Join(',', secrets);
                var answer = await call.AskAsync(new AdminRequest("POST", "/interchange") { Text = ConnectionArgument.ReadFile(call.Get(file)!), Query = query }, cancellationToken);
                if (call.Screen.Json)
                    Screen.WriteJson(answer.Json!.ToJsonString());
                else
                    Report(call.Screen, answer.Json!, call.Get(dryRun));
                return answer.Json!["connections"]!.AsArray().All(IsReady) ? 0 : CommandException.Failure;
            });
    }

    private static bool IsReady(JsonNode? connection) => connection!["faults"]!.AsArray().Count == 0 && connection["problem"] is null;

    private static string Text(bool value) => value ? "true" : "false";

    private static void Report(Screen screen, JsonNode answer, bool dryRun)
    {
        foreach (var connection in answer["connections"]!.AsArray())
        {
            var name = connection!["name"]!.ToString();
            screen.Say($"{name}: {(connection["problem"] is { } problem ? problem : dryRun ? "would be written" : "written")}");
            foreach (var missing in connection["missingSecrets"]!.AsArray())
                screen.Say($"  needs   --secret {name}.{missing}=env:NAME");
            Notes(screen, connection["notes"]!.AsArray());
            foreach (var fault in connection["faults"]!.AsArray())
                screen.Say($"  fault   {HostOption.Fault(fault!)}");
        }

        Notes(screen, answer["notes"]!.AsArray());
    }

    private static void Notes(Screen screen, JsonArray notes)
    {
        foreach (var note in notes.OrderByDescending(note => note!["gap"]!.GetValue<bool>()))
            screen.Say($"  {(note!["gap"]!.GetValue<bool>() ? "missing" : "note   ")} {note["place"]}: {note["message"]}");
    }
}
