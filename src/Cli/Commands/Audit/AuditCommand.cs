using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Sutler.Cli.Api;
using Sutler.Cli.Options;
using Sutler.Cli.Output;

namespace Sutler.Cli.Commands.Audit;

/// <summary><c>sutler audit</c></summary>
internal static class AuditCommand
{
    private const string Description = """
        Shows who changed what of the configuration, newest first; with --verify checks that no entry was changed or taken out.

        Example:
          sutler audit --top 20 --service https://sutler.example.com --token T
        """;

    public static Command Create()
    {
        var service = new ServiceOption();
        var top = new Option<int>("--top") { Description = "How many entries.", DefaultValueFactory = _ => 50 };
        var filter = new Option<string?>("--filter") { Description = "Such as: targetResources/id eq 'ID' and activityDateTime ge 2026-01-01T00:00:00Z" };
        var verify = new Option<bool>("--verify") { Description = "Check the chain of entries; exit 1 when it is broken." };
        var command = new Command("audit", Description) { top, filter, verify };
        service.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = new ServiceApi(service.Read(parsed));
            if (parsed.GetValue(verify))
                return Report(await api.GetAsync("api/v1/audit/verify", cancellationToken));
            var count = Math.Clamp(parsed.GetValue(top), 1, 999).ToString(CultureInfo.InvariantCulture);
            var condition = parsed.GetValue(filter) is { } text ? "&$filter=" + Uri.EscapeDataString(text) : "";
            var answer = await api.GetAsync($"v1.0/auditLogs/directoryAudits?$top={count}{condition}", cancellationToken);
            Console.Out.Write(Table.Render(["Time", "Actor", "Activity", "Target", "Changed"], [.. answer["value"]!.AsArray().Select(Row)]));
            return 0;
        });
        return command;
    }

    private static int Report(JsonObject answer)
    {
        var intact = answer["intact"]!.GetValue<bool>();
        Console.Out.WriteLine(intact ? $"{answer["entries"]} entries, as they were written. Last hash: {answer["head"]}" : answer["problem"]!.ToString());
        return intact ? 0 : CommandException.Failure;
    }

    private static IReadOnlyList<string> Row(JsonNode? row)
    {
        var target = row!["targetResources"]![0]!;
        var actor = row["initiatedBy"]!["user"] ?? row["initiatedBy"]!["app"];
        return
        [
            row["activityDateTime"]!.ToString(),
            actor?["displayName"]?.ToString() ?? "",
            row["activityDisplayName"]!.ToString(),
            target["displayName"]!.ToString(),
            string.Join(", ", target["modifiedProperties"]!.AsArray().Select(property => property!["displayName"]!.ToString()).Take(6)),
        ];
    }
}
