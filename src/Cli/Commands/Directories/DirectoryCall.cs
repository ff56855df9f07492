using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Cli.Api;
using Sutler.Cli.Output;

namespace Sutler.Cli.Commands.Directories;

/// <summary>One run of a verb: what was typed, the service, and where to write.</summary>
internal sealed record DirectoryCall(ParseResult Parsed, ServiceApi Api, Screen Screen)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Reads a collection page by page, up to a number of entries.</summary>
    public async Task<JsonArray> ListAsync(string path, int most, CancellationToken cancellationToken)
    {
        var all = new JsonArray();
        for (string? next = path; next is not null && all.Count < most;)
        {
            var page = await Api.GetAsync(next, cancellationToken);
            foreach (var item in page["value"]!.AsArray().Take(most - all.Count))
                all.Add(item!.DeepClone());
            next = page["@odata.nextLink"]?.ToString() is { } link ? new Uri(link).PathAndQuery : null;
        }

        return all;
    }

    public void Show(JsonNode node) => Console.Out.WriteLine(Screen.Json ? node.ToJsonString() : node.ToJsonString(Indented));

    /// <summary>A table for people, a line of JSON for programs.</summary>
    public void ShowTable(JsonArray rows, IReadOnlyList<string> columns)
    {
        if (Screen.Json)
        {
            Screen.WriteJson(rows.ToJsonString());
            return;
        }

        Console.Out.Write(Table.Render(columns, [.. rows.Select(row => (IReadOnlyList<string>)[.. columns.Select(column => row?[column]?.ToString() ?? "")])]));
    }

    /// <summary>Says what was done; programs get an object.</summary>
    public void Done(string sentence, string id)
    {
        if (Screen.Json)
            Screen.WriteJson(new JsonObject { ["id"] = id, ["done"] = true }.ToJsonString());
        else
            Screen.Say(sentence);
    }
}
