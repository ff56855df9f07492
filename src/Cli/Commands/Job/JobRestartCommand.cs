using System.CommandLine;
using System.Text.Json.Nodes;
using Sutler.Cli.Api;
using Sutler.Cli.Options;

namespace Sutler.Cli.Commands.Job;

/// <summary><c>sutler job restart [ID] [--scope SCOPES]</c></summary>
internal static class JobRestartCommand
{
    public static Command Create()
    {
        var service = new ServiceOption();
        var id = new Argument<string?>("id") { Description = "Id of the job; may be left out where there is one.", Arity = ArgumentArity.ZeroOrOne };
        var scope = new Option<string?>("--scope")
        {
            Description = "What to forget, separated by commas: Watermark, Escrows, QuarantineState, ConnectorDataStore, Full; "
                + "ForceDeletes lets a held cycle go on once. Default: Watermark, Escrows, QuarantineState.",
        };
        var command = new Command("restart", "Makes a job look at every object again.\n\nExample: sutler job restart --scope ForceDeletes --data data") { id, scope };
        service.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = new ServiceApi(service.Read(parsed));
            var job = await JobApi.FindAsync(api, parsed.GetValue(id), cancellationToken);
            var criteria = new JsonObject();
            if (parsed.GetValue(scope) is { } scopes)
                criteria["resetScope"] = scopes;
            await api.PostAsync($"{job.Path}/restart", new JsonObject { ["criteria"] = criteria }, cancellationToken);
            Console.Out.WriteLine($"{job.Id}: restart accepted");
            return 0;
        });
        return command;
    }
}
