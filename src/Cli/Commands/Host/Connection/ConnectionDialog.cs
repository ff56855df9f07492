using System.Text.Json.Nodes;
using Sutler.Cli.Admin;
using Sutler.Cli.Output;
using Sutler.Host.Admin;

namespace Sutler.Cli.Commands.Host.Connection;

/// <summary>
/// Asks for a connection step by step, as the original's wizard does: database, object types, anchor, attributes. What can be read from the
/// target is offered as the answer.
/// </summary>
internal sealed class ConnectionDialog(TextReader input, TextWriter output, IAdminChannel channel)
{
    private const int MostTries = 5;

    public async Task<ConnectionProposal> AskAsync(string name, CancellationToken cancellationToken)
    {
        output.WriteLine($"A new connection '{name}'. Enter takes what stands in brackets.");
        var settings = new JsonObject { ["provider"] = Ask("Database (sqlite, postgres, odbc, ...)", "sqlite") };
        if (settings["provider"]!.ToString() == "sqlite")
            settings["dataSource"] = Path.GetFullPath(Ask("Database file", null));
        else
            settings["connectionString"] = Ask("Connection string, without the password", null);
        if (settings["provider"]!.ToString() != "sqlite" && Ask("Password, as env:NAME or file:PATH (empty for none)", "") is { Length: > 0 } password)
            settings["password"] = password;

        await ShowTablesAsync(settings, cancellationToken);
        var types = new JsonArray();
        settings["objectTypes"] = types;
        for (var type = Ask("Object type", "User"); type.Length > 0; type = Ask("Another object type (empty for none)", ""))
            types.Add(await AskTypeAsync(name, settings, type, cancellationToken));
        return ConnectionFlags.Compose(name, settings, null);
    }

    // What cannot be listed is still asked for: the answer to the first table says what is wrong.
    private async Task ShowTablesAsync(JsonObject settings, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["connector"] = "sql", ["settings"] = settings.DeepClone() };
        var answer = await channel.SendAsync(new AdminRequest("POST", "/discover") { Json = body }, cancellationToken);
        if (answer.IsSuccess && answer.Json!["tables"] is JsonArray { Count: > 0 } tables)
            output.WriteLine($"Tables and views: {string.Join(", ", tables.Select(table => table!["name"]!.ToString()))}");
        else if (answer.Json?["error"]?["message"] is { } message)
            output.WriteLine(message.ToString());
    }

    private async Task<JsonObject> AskTypeAsync(string name, JsonObject settings, string type, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            var entry = new JsonObject { ["name"] = type, ["table"] = Ask($"Table of {type}", type + "s") };
            var trial = (JsonObject)settings.DeepClone();
            trial["objectTypes"] = new JsonArray(entry.DeepClone());
            var answer = await channel.SendAsync(new AdminRequest("POST", "/schema") { Json = ConnectionFlags.Compose(name, trial, null).Document }, cancellationToken);
            if (answer.IsSuccess)
                return Choose(entry, answer.Json!["objectTypes"]![0]!);
            output.WriteLine(answer.Json?["error"]?["message"]?.ToString());
            if (tries == MostTries)
                throw new CommandException("the target could not be read. Check the database and try again.", CommandException.Failure);
        }
    }

    private JsonObject Choose(JsonObject entry, JsonNode found)
    {
        var attributes = found["attributes"]!.AsArray().Select(a => a!["name"]!.ToString()).ToList();
        output.WriteLine($"Columns: {string.Join(", ", attributes)}");
        entry["anchor"] = Names(Ask("Anchor: unique, never changing", string.Join(",", found["anchor"]!.AsArray().Select(a => a!.ToString()))));
        if (Ask("Attributes to expose, with commas", "all") is var wanted && !string.Equals(wanted, "all", StringComparison.OrdinalIgnoreCase))
            entry["select"] = Names(wanted);
        return entry;
    }

    private static JsonArray Names(string text) =>
        [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(name => (JsonNode)name)];

    private string Ask(string question, string? standard)
    {
        while (true)
        {
            output.Write(string.IsNullOrEmpty(standard) ? $"{question}: " : $"{question} [{standard}]: ");
            var line = input.ReadLine() ?? throw new CommandException("the input ended before all was asked; nothing was changed.");
            if (line.Trim() is { Length: > 0 } answer)
                return answer;
            if (standard is not null)
                return standard;
        }
    }
}
