using System.CommandLine;
using Sutler.Cli.Api;
using Sutler.Cli.Options;
using Sutler.Cli.Output;

namespace Sutler.Cli.Commands.Directories;

/// <summary>What the verbs of the directory have in common: the service and <c>--output text|json</c>.</summary>
internal static class DirectoryVerb
{
    public static Command Make(Command command, Func<DirectoryCall, CancellationToken, Task> run)
    {
        var service = new ServiceOption();
        var output = new Option<string>("--output") { Description = "text or json.", DefaultValueFactory = _ => "text" };
        output.AcceptOnlyFromAmong("text", "json");
        service.AddTo(command);
        command.Options.Add(output);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = new ServiceApi(service.Read(parsed));
            await run(new DirectoryCall(parsed, api, new Screen(parsed.GetValue(output) == "json")), cancellationToken);
            return 0;
        });
        return command;
    }
}
