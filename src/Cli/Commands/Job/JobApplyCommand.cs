using System.CommandLine;
using System.Text.Json.Nodes;
using Sutler.Cli.Output;

namespace Sutler.Cli.Commands.Job;

/// <summary><c>sutler job apply PLAN [--limit N] [--yes]</c></summary>
internal static class JobApplyCommand
{
    private const string Description = """
        Does exactly what a plan says. What has changed since is not touched and goes into a follow-up plan. Exit code 0 when all of it was done, 1 when not.

        Examples:
          sutler job apply 7d0e… --data data
          sutler job apply 7d0e… --limit 10 --yes --data data     (ten objects, read back, then stop; the same call goes on)
        """;

    public static Command Create()
    {
        var id = new Argument<string>("plan") { Description = "Id of the plan, as 'sutler job plan' shows it." };
        var limit = new Option<int?>("--limit") { Description = "Most objects to write to now." };
        var yes = new Option<bool>("--yes") { Description = "Do not ask; the removals have been looked at." };
        return JobCall.Verb(
            new Command("apply", Description) { id, limit, yes },
            async (call, cancellationToken) =>
            {
                var plan = await call.Api.GetAsync("api/v1/plans/" + Uri.EscapeDataString(call.Get(id)!), cancellationToken);
                if (!call.Get(yes))
                {
                    await PlanPrinter.ShowAsync(call, plan, 10, cancellationToken);
                    if (!call.Confirm("Apply this plan?"))
                        return CommandException.Failure;
                }

                return await ApplyAsync(call, plan["id"]!.ToString(), call.Get(limit), cancellationToken);
            });
    }

    public static async Task<int> ApplyAsync(JobCall call, string id, int? limit, CancellationToken cancellationToken)
    {
        await call.Api.PostAsync($"api/v1/plans/{id}/apply", new JsonObject { ["limit"] = limit, ["approve"] = true }, cancellationToken);
        var plan = await PlanFollower.UntilAsync(call, id, "applying", cancellationToken);
        if (call.Screen.Json)
        {
            Screen.WriteJson(plan.ToJsonString());
        }
        else
        {
            var results = string.Join(", ", plan["results"]!.AsObject().Select(pair => $"{pair.Value} {pair.Key}"));
            call.Screen.Say($"Plan {id}: {plan["state"]}; {(results.Length == 0 ? "nothing to do" : results)}.{(plan["message"] is { } message ? $" {message}" : "")}");
        }

        var whole = plan["state"]!.ToString() == "applied" && plan["results"]!["failed"] is null && plan["results"]!["changedSince"] is null;
        return whole || (limit is not null && plan["state"]!.ToString() == "partial") ? 0 : CommandException.Failure;
    }
}
