using System.CommandLine;
using Sutler.Cli.Options;
using Sutler.Host.Admin;

namespace Sutler.Cli.Commands.Host.Connection;

/// <summary><c>sutler host connection remove NAME</c></summary>
internal static class ConnectionRemoveCommand
{
    public static Command Create()
    {
        var name = ConnectionArgument.Create();
        var keep = new Option<bool>("--keep-cache") { Description = "Keep the objects read so far." };
        return new HostOption().Verb(
            new Command("remove", "Stops and removes a connection: its file, its cache, the secrets kept for it. The target is not touched.\n\nExample: sutler host connection remove hr --data data") { name, keep },
            async (call, cancellationToken) =>
            {
                var query = new Dictionary<string, string> { ["keepCache"] = call.Get(keep) ? "true" : "false" };
                await call.AskAsync(new AdminRequest("DELETE", HostCall.PathOf(call.Get(name)!)) { Query = query }, cancellationToken);
                call.Screen.Say($"{call.Get(name)}: removed.");
                return 0;
            });
    }
}
