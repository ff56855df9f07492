using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Sutler.Cli.Api;
using Sutler.Cli.Options;
using Sutler.Cli.Output;

namespace Sutler.Cli.Commands.Job;

/// <summary><c>sutler job errors [--job ID] [--code CODE] [--top N]</c></summary>
internal static class JobErrorsCommand
{
    public static Command Create()
    {
        var service = new ServiceOption();
        var id = JobArgument.Create();
        var code = new Option<string?>("--code") { Description = "Only failures with this error code." };
        var top = new Option<int>("--top") { Description = "How many rows, at most 999.", DefaultValueFactory = _ => 100 };
        var command = new Command("errors", "Shows objects that failed, by cause, and when they are tried again.\n\nExample: sutler job errors --code EntryConflict --data data") { id, code, top };
        service.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = new ServiceApi(service.Read(parsed));
            var job = await JobApi.FindAsync(api, parsed.GetValue(id), cancellationToken);
            var count = Math.Clamp(parsed.GetValue(top), 1, 999).ToString(CultureInfo.InvariantCulture);
            var answer = await api.GetAsync($"api/v1/jobs/{job.Id}/escrows?$top={count}&code={Uri.EscapeDataString(parsed.GetValue(code) ?? "")}", cancellationToken);
            var causes = answer["counts"]!.AsArray().Select(row => (IReadOnlyList<string>)[Text(row, "count"), Text(row, "code"), Text(row, "sentence")]).ToList();
            var rows = answer["value"]!.AsArray().Select(row => (IReadOnlyList<string>)
                [Text(row, "id"), Text(row, "displayName"), Text(row, "errorCode"), Text(row, "attempts"), Next(row), Text(row, "reason")]).ToList();
            Console.Out.WriteLine(Table.Render(["Count", "Code", "What happened"], causes));
            Console.Out.Write(Table.Render(["Id", "Name", "Code", "Attempts", "Next attempt", "Reason"], rows));
            return 0;
        });
        return command;
    }

    private static string Next(JsonNode? row) => row?["nextAttempt"]?.ToString() switch { null => "on change", "" => "now", var at => at };

    private static string Text(JsonNode? node, string key) => node?[key]?.ToString() ?? "";
}
