using System.CommandLine;
using System.Text.Json.Nodes;
using Sutler.Cli.Output;

namespace Sutler.Cli.Commands.Job;

/// <summary><c>sutler job start [ID] [--yes]</c>: the first start shows what it would do, and asks (S/OD-8).</summary>
internal static class JobStartCommand
{
    private const string Description = """
        Starts a job, or lets a paused one go on. The first start shows what it would do and asks.

        Examples:
          sutler job start --data data
          sutler job start --yes --data data       (without looking)
        """;

    public static Command Create()
    {
        var id = new Argument<string?>("id") { Description = "Id of the job; may be left out where there is one.", Arity = ArgumentArity.ZeroOrOne };
        var yes = new Option<bool>("--yes") { Description = "Start without looking at the plan and asking." };
        return JobCall.Verb(
            new Command("start", Description) { id, yes },
            async (call, cancellationToken) =>
            {
                var job = await JobApi.FindAsync(call.Api, call.Get(id), cancellationToken);
                var first = job.Status?["code"]?.ToString() == "NotConfigured";
                if (first && !call.Get(yes))
                {
                    var made = await JobPlanCommand.MakeAsync(call, (job, new JsonObject { ["trigger"] = "firstStart" }), 20, cancellationToken);
                    if (made != 0 || !call.Confirm("Start the job?"))
                        return CommandException.Failure;
                }

                await call.Api.PostAsync($"{job.Path}/start", body: null, cancellationToken);
                call.Screen.Say($"{job.Id}: start accepted");
                return 0;
            });
    }
}
