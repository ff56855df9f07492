using System.CommandLine;
using Sutler.Cli.Output;

namespace Sutler.Cli.Commands.Job;

/// <summary><c>sutler job explain USER [--job ID]</c></summary>
internal static class JobExplainCommand
{
    private const string Description = """
        Says how a user stands in a job and why: scope, link, every value with its expression, what is waited for, what was done.

        Example: sutler job explain ann@contoso.com --data data
        """;

    public static Command Create()
    {
        var user = new Argument<string>("user") { Description = "Id, user principal name, worker id, or the id at the target." };
        var job = new Option<string?>("--job") { Description = "Id of the job; may be left out where there is one." };
        return JobCall.Verb(
            new Command("explain", Description) { user, job },
            async (call, cancellationToken) =>
            {
                var found = await JobApi.FindAsync(call.Api, call.Get(job), cancellationToken);
                var why = await call.Api.GetAsync($"api/v1/jobs/{Uri.EscapeDataString(found.Id)}/explain/{Uri.EscapeDataString(call.Get(user)!)}", cancellationToken);
                if (call.Screen.Json)
                {
                    Screen.WriteJson(why.ToJsonString());
                    return 0;
                }

                call.Screen.Say($"{why["displayName"]} in {why["application"]}: {why["verdict"]}\n{why["summary"]}\n");
                var rows = why["statements"]!.AsArray().Select(statement => (IReadOnlyList<string>)[statement!["topic"]!.ToString(), statement["text"]!.ToString()]).ToList();
                call.Screen.People.Write(Table.Render(["About", "What"], rows));
                return 0;
            });
    }
}
