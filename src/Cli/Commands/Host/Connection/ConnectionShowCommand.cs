using System.CommandLine;
using Sutler.Cli.Options;
using Sutler.Cli.Output;
using Sutler.Host.Admin;

namespace Sutler.Cli.Commands.Host.Connection;

/// <summary><c>sutler host connection show NAME</c></summary>
internal static class ConnectionShowCommand
{
    public static Command Create()
    {
        var name = ConnectionArgument.Create();
        return new HostOption().Verb(
            new Command("show", "Shows a connection's file, without secrets; with --output json also its version and status.\n\nExample: sutler host connection show hr --data data") { name },
            async (call, cancellationToken) =>
            {
                var request = new AdminRequest("GET", HostCall.PathOf(call.Get(name)!)) { WantsText = !call.Screen.Json };
                var answer = await call.AskAsync(request, cancellationToken);
                if (call.Screen.Json)
                    Screen.WriteJson(answer.Json!.ToJsonString());
                else
                    await Console.Out.WriteAsync(answer.Text);
                return 0;
            });
    }
}
