using System.CommandLine;
using Sutler.Cli.Options;
using Sutler.Cli.Output;
using Sutler.Host.Admin;

namespace Sutler.Cli.Commands.Host.Connection;

/// <summary><c>sutler host connection list</c></summary>
internal static class ConnectionListCommand
{
    public static Command Create() =>
        new HostOption().Verb(
            new Command("list", "Lists the connections and how they are.\n\nExample: sutler host connection list --data /var/lib/sutler/host"),
            async (call, cancellationToken) =>
            {
                var answer = await call.AskAsync(new AdminRequest("GET", "/connections"), cancellationToken);
                if (call.Screen.Json)
                    Screen.WriteJson(answer.Json!.ToJsonString());
                else
                    await Console.Out.WriteAsync(ConnectionTable.Render(answer.Json!["value"]!.AsArray()));
                return 0;
            });
}
