using System.CommandLine;
using System.Text.Json.Nodes;
using Sutler.Cli.Output;

namespace Sutler.Cli.Commands.Job;

/// <summary><c>sutler job undo [ID] --cycle ID | --plan ID | --object ID --change ID [--yes]</c></summary>
internal static class JobUndoCommand
{
    private const string Description = """
        Makes a plan that takes back what a cycle, a plan or a change did, where the target still holds what was written, and applies it once confirmed.
        The job leaves what is undone alone until it changes in the directory.

        Examples:
          sutler job undo --cycle 5f1c… --data data
          sutler job undo --plan 7d0e… --yes --data data
          sutler job undo --object ann@contoso.com --change 4bf9… --data data
        """;

    public static Command Create()
    {
        var id = new Argument<string?>("id") { Description = "Id of the job; may be left out where there is one.", Arity = ArgumentArity.ZeroOrOne };
        var cycle = new Option<string?>("--cycle") { Description = "Id of the cycle, from 'sutler job status' or the log." };
        var plan = new Option<string?>("--plan") { Description = "Id of the applied plan." };
        var one = new Option<string?>("--object") { Description = "Id of the object; alone with --change, or to narrow a cycle or plan." };
        var change = new Option<string?>("--change") { Description = "changeId of the log row." };
        var yes = new Option<bool>("--yes") { Description = "Apply the plan without asking." };
        return JobCall.Verb(
            new Command("undo", Description) { id, cycle, plan, one, change, yes },
            async (call, cancellationToken) =>
            {
                var job = await JobApi.FindAsync(call.Api, call.Get(id), cancellationToken);
                var request = new JsonObject { ["cycleId"] = call.Get(cycle), ["planId"] = call.Get(plan), ["objectId"] = call.Get(one), ["changeId"] = call.Get(change) };
                var asked = await call.Api.PostAsync($"api/v1/jobs/{Uri.EscapeDataString(job.Id)}/undo", request, cancellationToken);
                var made = await PlanFollower.UntilAsync(call, asked["id"]!.ToString(), "computing", cancellationToken);
                if (made["state"]!.ToString() != "ready" || !call.Get(yes))
                    await PlanPrinter.ShowAsync(call, made, 20, cancellationToken);
                if (made["state"]!.ToString() != "ready")
                    return CommandException.Failure;
                if (call.Get(yes) || (!call.Screen.Json && !Console.IsInputRedirected && call.Confirm("Undo this?")))
                    return await JobApplyCommand.ApplyAsync(call, made["id"]!.ToString(), null, cancellationToken);
                call.Screen.Say($"Not applied. Apply it with: sutler job apply {made["id"]}");
                return 0;
            });
    }
}
