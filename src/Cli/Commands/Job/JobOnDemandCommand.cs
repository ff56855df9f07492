using System.CommandLine;
using System.Text.Json.Nodes;
using Sutler.Cli.Output;

namespace Sutler.Cli.Commands.Job;

/// <summary><c>sutler job on-demand USER [--job ID] [--write]</c></summary>
internal static class JobOnDemandCommand
{
    private const string Description = """
        Shows step by step what provisioning a user would do, and with --write does it. Exit code 1 when it failed.

        Examples:
          sutler job on-demand ann@contoso.com --data data
          sutler job on-demand ann@contoso.com --write --data data
          sutler job on-demand ann@contoso.com --set department=Sales --data data     (what if)
          sutler job on-demand ann@contoso.com --as disabled --data data
        """;

    public static Command Create(string verb)
    {
        var user = new Argument<string>("user") { Description = "Id, user principal name or worker id." };
        var job = new Option<string?>("--job") { Description = "Id of the job; may be left out where there is one." };
        var write = new Option<bool>("--write") { Description = "Do it, rather than show it." };
        var set = new Option<string[]>("--set") { Description = "What if this attribute had this value, as name=value; may be repeated." };
        var as_ = new Option<string?>("--as") { Description = "What if the user were disabled, deleted or purged." };
        return JobCall.Verb(
            new Command(verb, Description) { user, job, write, set, as_ },
            async (call, cancellationToken) =>
            {
                var found = await JobApi.FindAsync(call.Api, call.Get(job), cancellationToken);
                var request = new JsonObject { ["objectIds"] = new JsonArray(call.Get(user)), ["preview"] = !call.Get(write), ["as"] = call.Get(as_) };
                if (call.Get(set) is { Length: > 0 } overrides)
                    request["overrides"] = new JsonObject(overrides.Select(Pair));
                var answer = await call.Api.PostAsync($"api/v1/jobs/{Uri.EscapeDataString(found.Id)}/onDemand", request, cancellationToken);
                while (answer["state"]!.ToString() == "waiting")
                {
                    await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancellationToken);
                    answer = await call.Api.GetAsync("api/v1/onDemand/" + answer["id"], cancellationToken);
                }

                return Show(call, answer);
            });
    }

    private static int Show(JobCall call, JsonObject answer)
    {
        var result = answer["value"]![0]!;
        var failed = result["statusInfo"]!["status"]!.ToString() == "Failure";
        if (call.Screen.Json)
        {
            Screen.WriteJson(answer.ToJsonString());
            return failed ? CommandException.Failure : 0;
        }

        var steps = result["provisioningSteps"]!.AsArray().Select(step => (IReadOnlyList<string>)[step!["type"]!.ToString(), step["status"]!.ToString(), step["description"]!.ToString()]).ToList();
        call.Screen.People.Write(Table.Render(["Step", "Status", "What"], steps));
        var values = result["modifiedProperties"]!.AsArray().Select(row => (IReadOnlyList<string>)[row!["displayName"]!.ToString(), row["oldValue"]?.ToString() ?? "", row["newValue"]?.ToString() ?? ""]).ToList();
        if (values.Count > 0)
            call.Screen.People.Write("\n" + Table.Render(["Attribute", "Before", "After"], values));
        return failed ? CommandException.Failure : 0;
    }

    private static KeyValuePair<string, JsonNode?> Pair(string text) => text.Split('=', 2) is [{ Length: > 0 } name, var value]
        ? new(name, value.Length == 0 ? null : value)
        : throw new CommandException($"--set {text}: write attribute=value.");
}
