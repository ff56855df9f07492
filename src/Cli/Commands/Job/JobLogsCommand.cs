using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Sutler.Cli.Api;
using Sutler.Cli.Options;
using Sutler.Cli.Output;

namespace Sutler.Cli.Commands.Job;

/// <summary><c>sutler job logs [ID] [--top N]</c></summary>
internal static class JobLogsCommand
{
    public static Command Create()
    {
        var service = new ServiceOption();
        var id = new Argument<string?>("id") { Description = "Id of the job; may be left out where there is one.", Arity = ArgumentArity.ZeroOrOne };
        var top = new Option<int>("--top") { Description = "How many rows, newest first, at most 1000.", DefaultValueFactory = _ => 20 };
        var command = new Command("logs", "Shows what a job did, newest first.\n\nExample: sutler job logs --top 50 --data data") { id, top };
        service.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = new ServiceApi(service.Read(parsed));
            var job = await JobApi.FindAsync(api, parsed.GetValue(id), cancellationToken);
            var count = Math.Clamp(parsed.GetValue(top), 1, 1000).ToString(CultureInfo.InvariantCulture);
            var filter = Uri.EscapeDataString($"jobId eq '{job.Id}'");
            var answer = await api.GetAsync($"v1.0/auditLogs/provisioning?$filter={filter}&$top={count}", cancellationToken);
            var rows = answer["value"]!.AsArray().Select(row => (IReadOnlyList<string>)
            [
                Text(row, "activityDateTime"),
                Text(row, "provisioningAction"),
                Text(row?["provisioningStatusInfo"], "status"),
                Text(row?["sourceIdentity"], "displayName"),
                Text(row?["targetIdentity"], "id"),
                Text(row?["provisioningStatusInfo"]?["errorInformation"], "reason"),
            ]).ToList();
            Console.Out.Write(Table.Render(["Time", "Action", "Status", "Source", "Target id", "Reason"], rows));
            return 0;
        });
        return command;
    }

    private static string Text(JsonNode? node, string key) => node?[key]?.ToString() ?? "";
}
