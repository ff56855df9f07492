using System.CommandLine;
using System.Text.Json;
using Sutler.Cli.Api;
using Sutler.Cli.Options;

namespace Sutler.Cli.Commands.Job;

/// <summary><c>sutler job status [ID]</c></summary>
internal static class JobStatusCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static Command Create()
    {
        var service = new ServiceOption();
        var id = new Argument<string?>("id") { Description = "Id of the job; may be left out where there is one.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("status", "Shows where a job stands: phase, counters, watermark, held or waiting.\n\nExample: sutler job status --data data") { id };
        service.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = new ServiceApi(service.Read(parsed));
            var job = await JobApi.FindAsync(api, parsed.GetValue(id), cancellationToken);
            Console.Out.WriteLine(job.Resource.ToJsonString(Indented));
            return 0;
        });
        return command;
    }
}
