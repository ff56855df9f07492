using System.CommandLine;
using Sutler.Cli.Api;
using Sutler.Cli.Options;

namespace Sutler.Cli.Commands.Job;

/// <summary><c>sutler job start|pause [ID]</c>: verbs that take nothing but the job.</summary>
internal static class JobActionCommand
{
    public static Command Create(string verb, string description)
    {
        var service = new ServiceOption();
        var id = new Argument<string?>("id") { Description = "Id of the job; may be left out where there is one.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command(verb, $"{description}\n\nExample: sutler job {verb} --data data") { id };
        service.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = new ServiceApi(service.Read(parsed));
            var job = await JobApi.FindAsync(api, parsed.GetValue(id), cancellationToken);
            await api.PostAsync($"{job.Path}/{verb}", body: null, cancellationToken);
            Console.Out.WriteLine($"{job.Id}: {verb} accepted");
            return 0;
        });
        return command;
    }
}
