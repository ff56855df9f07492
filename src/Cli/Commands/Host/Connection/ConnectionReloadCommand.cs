using System.CommandLine;
using Sutler.Cli.Options;
using Sutler.Host.Admin;

namespace Sutler.Cli.Commands.Host.Connection;

/// <summary><c>sutler host connection reload NAME</c></summary>
internal static class ConnectionReloadCommand
{
    public static Command Create()
    {
        var name = ConnectionArgument.Create();
        return new HostOption().Verb(
            new Command("reload", "Lets the running host read a connection's file again; the others are not disturbed.\n\nExample: sutler host connection reload hr --data data") { name },
            async (call, cancellationToken) =>
            {
                await call.AskAsync(new AdminRequest("POST", $"{HostCall.PathOf(call.Get(name)!)}/reload"), cancellationToken);
                call.Screen.Say($"{call.Get(name)}: reloaded.");
                return 0;
            });
    }
}
