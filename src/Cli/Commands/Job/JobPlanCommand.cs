using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Cli.Output;

namespace Sutler.Cli.Commands.Job;

/// <summary><c>sutler job plan [ID] [--trigger T] [--schema FILE] [--set NAME=VALUE]</c></summary>
internal static class JobPlanCommand
{
    private const string Description = """
        Shows what a job would do, object by object; nothing is written. Exit code 0 when the plan is made, 1 when it could not be.

        Examples:
          sutler job plan --data data
          sutler job plan --trigger restart --data data
          sutler job plan --schema draft.json --data data       (as if the job had this schema)
          sutler job plan --set SyncAll=false --data data       (as if the job had this setting)
        """;

    public static Command Create()
    {
        var id = new Argument<string?>("id") { Description = "Id of the job; may be left out where there is one.", Arity = ArgumentArity.ZeroOrOne };
        var trigger = new Option<string?>("--trigger") { Description = "firstStart, restart, cycle, reconcile, schema or scope. Default: what fits: a first start, else the next cycle." };
        var schema = new Option<string?>("--schema") { Description = "File with another schema, whole." };
        var set = new Option<string[]>("--set") { Description = "Another setting of the job, as name=value; may be repeated." };
        var objects = new Option<string[]>("--object") { Description = "Id of an object to plan for; may be repeated. Default: all that the trigger concerns." };
        var items = new Option<int>("--items") { Description = "How many objects to show, at most 900.", DefaultValueFactory = _ => 20 };
        return JobCall.Verb(
            new Command("plan", Description) { id, trigger, schema, set, objects, items },
            async (call, cancellationToken) =>
            {
                var job = await JobApi.FindAsync(call.Api, call.Get(id), cancellationToken);
                var request = new JsonObject();
                if (call.Get(schema) is { } file)
                    request["schemaDraft"] = Read(file);
                if (call.Get(set) is { Length: > 0 } settings)
                    request["settings"] = new JsonObject(settings.Select(Pair));
                if (call.Get(objects) is { Length: > 0 } ids)
                    request["ids"] = new JsonArray([.. ids.Select(one => (JsonNode)one)]);
                request["trigger"] = call.Get(trigger) ?? Fitting(job, request);
                return await MakeAsync(call, (job, request), Math.Clamp(call.Get(items), 0, 900), cancellationToken);
            });
    }

    public static async Task<int> MakeAsync(JobCall call, (FoundJob Job, JsonObject Request) what, int items, CancellationToken cancellationToken)
    {
        var asked = await call.Api.PostAsync($"api/v1/jobs/{Uri.EscapeDataString(what.Job.Id)}/plans", what.Request, cancellationToken);
        var plan = await PlanFollower.UntilAsync(call, asked["id"]!.ToString(), "computing", cancellationToken);
        await PlanPrinter.ShowAsync(call, plan, items, cancellationToken);
        return plan["state"]!.ToString() == "ready" ? 0 : CommandException.Failure;
    }

    private static string Fitting(FoundJob job, JsonObject request) => request switch
    {
        _ when request["schemaDraft"] is not null => "schema",
        _ when request["settings"] is not null => "scope",
        _ => job.Status?["code"]?.ToString() is "NotConfigured" or "NotRun" ? "firstStart" : "cycle",
    };

    private static JsonNode Read(string file)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(file)) ?? throw new CommandException($"{file} holds nothing.");
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{file} cannot be read as JSON ({e.Message}).");
        }
    }

    private static KeyValuePair<string, JsonNode?> Pair(string text) => text.Split('=', 2) is [{ Length: > 0 } name, var value]
        ? new(name, value.Length == 0 ? null : value)
        : throw new CommandException($"--set {text}: write name=value.");
}
