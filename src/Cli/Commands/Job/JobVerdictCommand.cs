using System.CommandLine;
using System.Text.Json.Nodes;
using Sutler.Cli.Api;
using Sutler.Cli.Options;
using Sutler.Cli.Output;

namespace Sutler.Cli.Commands.Job;

/// <summary><c>sutler job release|reject IDS… | --all [--job ID] [--note TEXT]</c></summary>
internal static class JobVerdictCommand
{
    public static Command Create(string verb, string description)
    {
        var service = new ServiceOption();
        var job = JobArgument.Create();
        var ids = new Argument<string[]>("ids") { Description = "Ids as 'sutler job held' shows them.", Arity = ArgumentArity.ZeroOrMore };
        var all = new Option<bool>("--all") { Description = "All that are held now." };
        var note = new Option<string?>("--note") { Description = "Why; kept with the decision." };
        var command = new Command(verb, $"{description}\n\nExample: sutler job {verb} 6f1d7c52-0d0b-4c2e-9a64-5a1f5f4b7e10 --data data") { ids, all, note, job };
        service.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var body = Chosen(parsed.GetValue(ids) ?? [], parsed.GetValue(all), verb);
            if (parsed.GetValue(note) is { } text)
                body["note"] = text;
            using var api = new ServiceApi(service.Read(parsed));
            var found = await JobApi.FindAsync(api, parsed.GetValue(job), cancellationToken);
            var answer = await api.PostAsync($"api/v1/jobs/{found.Id}/heldRemovals/{verb}", body, cancellationToken);
            Console.Out.WriteLine($"{found.Id}: {answer[verb + "d"] ?? answer[verb + "ed"]} {verb}{(verb.EndsWith('e') ? "d" : "ed")}");
            return 0;
        });
        return command;
    }

    private static JsonObject Chosen(string[] ids, bool all, string verb)
    {
        if (all == ids.Length > 0)
            throw new CommandException($"name the removals to {verb}, or say --all; 'sutler job held' shows them.", CommandException.Unusable);
        return all ? new JsonObject { ["all"] = true } : new JsonObject { ["ids"] = new JsonArray([.. ids.Select(id => (JsonNode)id)]) };
    }
}
