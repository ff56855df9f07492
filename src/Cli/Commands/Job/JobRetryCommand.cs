using System.CommandLine;
using System.Text.Json.Nodes;
using Sutler.Cli.Api;
using Sutler.Cli.Options;
using Sutler.Cli.Output;

namespace Sutler.Cli.Commands.Job;

/// <summary><c>sutler job retry IDS… | --code CODE | --all [--job ID]</c></summary>
internal static class JobRetryCommand
{
    public static Command Create()
    {
        var service = new ServiceOption();
        var job = JobArgument.Create();
        var ids = new Argument<string[]>("ids") { Description = "Ids as 'sutler job errors' shows them.", Arity = ArgumentArity.ZeroOrMore };
        var code = new Option<string?>("--code") { Description = "All that failed with this code." };
        var all = new Option<bool>("--all") { Description = "All that failed." };
        var command = new Command("retry", "Tries failed objects again at once.\n\nExample: sutler job retry --code EntryConflict --data data") { ids, code, all, job };
        service.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var body = Chosen(parsed.GetValue(ids) ?? [], parsed.GetValue(code), parsed.GetValue(all));
            using var api = new ServiceApi(service.Read(parsed));
            var found = await JobApi.FindAsync(api, parsed.GetValue(job), cancellationToken);
            var answer = await api.PostAsync($"api/v1/jobs/{found.Id}/escrows/retry", body, cancellationToken);
            Console.Out.WriteLine($"{found.Id}: {answer["retried"]} tried again");
            return 0;
        });
        return command;
    }

    private static JsonObject Chosen(string[] ids, string? code, bool all)
    {
        if ((ids.Length > 0 ? 1 : 0) + (code is null ? 0 : 1) + (all ? 1 : 0) != 1)
            throw new CommandException("name the objects, or say --code CODE or --all; 'sutler job errors' shows them.", CommandException.Unusable);
        if (all)
            return new JsonObject { ["all"] = true };
        return code is null ? new JsonObject { ["ids"] = new JsonArray([.. ids.Select(id => (JsonNode)id)]) } : new JsonObject { ["code"] = code };
    }
}
