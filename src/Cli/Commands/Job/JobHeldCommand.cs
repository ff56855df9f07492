using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Sutler.Cli.Api;
using Sutler.Cli.Options;
using Sutler.Cli.Output;

namespace Sutler.Cli.Commands.Job;

/// <summary><c>sutler job held [--job ID] [--top N]</c></summary>
internal static class JobHeldCommand
{
    public static Command Create()
    {
        var service = new ServiceOption();
        var id = JobArgument.Create();
        var top = new Option<int>("--top") { Description = "How many rows, at most 999.", DefaultValueFactory = _ => 100 };
        var command = new Command("held", "Shows removals that wait for a decision: who would be disabled or deleted.\n\nExample: sutler job held --data data") { id, top };
        service.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = new ServiceApi(service.Read(parsed));
            var job = await JobApi.FindAsync(api, parsed.GetValue(id), cancellationToken);
            var count = Math.Clamp(parsed.GetValue(top), 1, 999).ToString(CultureInfo.InvariantCulture);
            var answer = await api.GetAsync($"api/v1/jobs/{job.Id}/heldRemovals?$top={count}&$count=true", cancellationToken);
            var rows = answer["value"]!.AsArray().Select(row => (IReadOnlyList<string>)
                [Text(row, "id"), Text(row, "displayName"), Text(row, "action"), Text(row, "state"), Text(row, "since"), Text(row, "decidedBy"), Text(row, "note")]).ToList();
            if (answer["held"] is { } held)
                Console.Out.WriteLine($"{Text(held, "message")}\n{Text(held, "remedy")}\n");
            Console.Out.Write(Table.Render(["Id", "Name", "Action", "State", "Since", "Decided by", "Note"], rows));
            if (answer["@odata.count"]?.GetValue<int>() is { } all && all > rows.Count)
                Console.Out.WriteLine($"{rows.Count} of {all}; --top shows more.");
            return 0;
        });
        return command;
    }

    private static string Text(JsonNode? node, string key) => node?[key]?.ToString() ?? "";
}
