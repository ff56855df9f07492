using System.CommandLine;
using System.Text.Json.Nodes;
using Sutler.Cli.Options;
using Sutler.Host.Admin;

namespace Sutler.Cli.Commands.Host;

/// <summary><c>sutler host log [LEVEL]</c></summary>
internal static class HostLogCommand
{
    public static Command Create()
    {
        var level = new Argument<string?>("level") { Description = "Trace, Debug, Information, Warning, Error, Critical or None; without it the level is shown.", Arity = ArgumentArity.ZeroOrOne };
        return new HostOption().Verb(
            new Command("log", "Shows or sets how much a running host logs, without a restart.\n\nExample: sutler host log Debug --data data") { level },
            async (call, cancellationToken) =>
            {
                var request = call.Get(level) is { } wanted
                    ? new AdminRequest("PUT", "/log") { Json = new JsonObject { ["level"] = wanted } }
                    : new AdminRequest("GET", "/log");
                var answer = await call.AskAsync(request, cancellationToken);
                call.Screen.Say($"Log level: {answer.Json!["level"]}.");
                return 0;
            });
    }
}
