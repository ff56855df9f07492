using System.CommandLine;
using Sutler.Cli.Commands.Host.Connection;
using Sutler.Cli.Options;
using Sutler.Cli.Output;
using Sutler.Host.Admin;

namespace Sutler.Cli.Commands.Host;

/// <summary><c>sutler host status</c></summary>
internal static class HostStatusCommand
{
    public static Command Create() =>
        new HostOption().Verb(
            new Command("status", "Shows a host and its connections.\n\nExample: sutler host status --data data"),
            async (call, cancellationToken) =>
            {
                var answer = await call.AskAsync(new AdminRequest("GET", "/status"), cancellationToken);
                if (call.Screen.Json)
                {
                    Screen.WriteJson(answer.Json!.ToJsonString());
                    return 0;
                }

                call.Screen.Say(call.Channel.IsLive
                    ? $"Host runs on port {answer.Json!["port"]}, data folder {answer.Json["dataFolder"]}, log level {answer.Json["logLevel"]}."
                    : $"No host runs on {answer.Json!["dataFolder"]}.");
                await Console.Out.WriteAsync(ConnectionTable.Render(answer.Json["connections"]!.AsArray()));
                return 0;
            });
}
