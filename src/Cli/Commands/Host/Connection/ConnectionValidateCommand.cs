using System.CommandLine;
using Sutler.Cli.Options;
using Sutler.Cli.Output;

namespace Sutler.Cli.Commands.Host.Connection;

/// <summary><c>sutler host connection validate [NAME] [--file FILE]</c></summary>
internal static class ConnectionValidateCommand
{
    public static Command Create()
    {
        var (name, file) = (ConnectionArgument.Optional(), ConnectionArgument.File());
        return new HostOption().Verb(
            new Command("validate", "Finds every fault of a connection without asking its target. Exit code 1 when there are any.\n\nExample: sutler host connection validate --file hr.yaml --data data") { name, file },
            async (call, cancellationToken) =>
            {
                var answer = await call.AskAsync(ConnectionArgument.Ask("validate", call.Get(name), call.Get(file)), cancellationToken);
                var faults = answer.Json!["faults"]!.AsArray();
                if (call.Screen.Json)
                    Screen.WriteJson(answer.Json.ToJsonString());
                else
                    call.Screen.Say(faults.Count == 0 ? "Valid." : string.Join('\n', faults.Select(fault => HostOption.Fault(fault!))));
                return faults.Count == 0 ? 0 : CommandException.Failure;
            });
    }
}
