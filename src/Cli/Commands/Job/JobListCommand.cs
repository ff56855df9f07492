using System.CommandLine;
using Sutler.Cli.Api;
using Sutler.Cli.Options;
using Sutler.Cli.Output;

namespace Sutler.Cli.Commands.Job;

/// <summary><c>sutler job list</c></summary>
internal static class JobListCommand
{
    public static Command Create()
    {
        var service = new ServiceOption();
        var command = new Command("list", "Lists the jobs of a service.\n\nExample: sutler job list --data data");
        service.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = new ServiceApi(service.Read(parsed));
            var jobs = await JobApi.ListAsync(api, cancellationToken);
            var rows = jobs.Select(job => (IReadOnlyList<string>)
                [job.Id, job.Application, job.Status?["code"]?.GetValue<string>() ?? "", job.Resource["schedule"]?["state"]?.GetValue<string>() ?? ""]).ToList();
            Console.Out.Write(Table.Render(["Job", "Application", "Status", "Schedule"], rows));
            return 0;
        });
        return command;
    }
}
