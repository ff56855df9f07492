using System.CommandLine;
using System.Text.Json.Nodes;
using Sutler.Cli.Options;
using Sutler.Cli.Output;
using Sutler.Host.Admin;

namespace Sutler.Cli.Commands.Host.Connection;

/// <summary><c>sutler host connection discover [NAME] [--file FILE]</c>, or with the flags that say how the database is reached.</summary>
internal static class ConnectionDiscoverCommand
{
    private const string Description = """
        Lists the tables and views of a database with their keys and foreign keys, and proposes object types with references between them. The
        connection need not be stored, nor name any object type yet. With --output json the proposal is 'objectTypes', ready for the settings.

        Examples:
          sutler host connection discover --data data --provider postgres --connection-string "Host=db;Database=hr;Username=app" --password env:PW
          sutler host connection discover hr --data data --output json
        """;

    public static Command Create()
    {
        var (name, file, flags) = (ConnectionArgument.Optional(), ConnectionArgument.File(), new ConnectionFlags());
        var command = new Command("discover", Description) { name, file };
        flags.AddAccessTo(command);
        return new HostOption().Verb(command, async (call, cancellationToken) =>
        {
            var request = flags.Given(call.Parsed)
                ? new AdminRequest("POST", "/discover") { Json = new JsonObject { ["connector"] = "sql", ["settings"] = flags.ReadAccess(call.Parsed) } }
                : ConnectionArgument.Ask("discover", call.Get(name), call.Get(file));
            Show(call.Screen, (await call.AskAsync(request, cancellationToken)).Json!);
            return 0;
        });
    }

    private static void Show(Screen screen, JsonNode found)
    {
        if (screen.Json)
        {
            Screen.WriteJson(found.ToJsonString());
            return;
        }

        var tables = found["tables"]!.AsArray();
        if (tables.Count == 0)
            screen.Say("No table or view that the account can see. Check the database's name, and the account's rights.");
        else
            screen.Say(Table.Render(["Table", "Kind", "Key", "Columns", "References"], [.. tables.Select(Row)]));
        if (found["objectTypes"] is JsonArray { Count: > 0 } types)
            screen.Say($"Proposed object types: {string.Join(", ", types.Select(type => type!["name"]!.ToString()))}. --output json shows them ready for the settings.");
        if (!found["complete"]!.GetValue<bool>())
            screen.Say("There are more tables than are listed here.");
    }

    private static IReadOnlyList<string> Row(JsonNode? table) =>
    [
        table!["name"]!.ToString(),
        table["view"]!.GetValue<bool>() ? "view" : "table",
        Names(table["key"]!),
        Names(new JsonArray([.. table["columns"]!.AsArray().Select(column => column!["name"]!.DeepClone())])),
        string.Join("; ", table["links"]!.AsArray().Select(link => $"{Names(link!["columns"]!)} -> {link["table"]}")),
    ];

    private static string Names(JsonNode list) => string.Join(", ", list.AsArray().Select(name => name!.ToString()));
}
