using System.CommandLine;
using Sutler.Cli.Options;
using Sutler.Cli.Output;
using Sutler.Host.Admin;

namespace Sutler.Cli.Commands.Host.Connection;

/// <summary><c>sutler host connection add NAME</c>: from a file, from flags, or by asking on a terminal.</summary>
internal static class ConnectionAddCommand
{
    private const string Description = """
        Adds a connection: from a file, from flags, or, on a terminal without either, by asking. A running host starts it at once.

        Examples:
          sutler host connection add hr --data data --file hr.yaml
          sutler host connection add hr --data data --provider sqlite --data-source /srv/hr.db --type User=Employees --anchor ContosoLogin
          sutler host connection add hr --data data                  (asks)
        """;

    public static Command Create()
    {
        var name = ConnectionArgument.Create();
        var file = ConnectionArgument.File();
        var replace = new Option<bool>("--replace") { Description = "Replace a connection of that name." };
        var flags = new ConnectionFlags();
        var command = new Command("add", Description) { name, file, replace };
        flags.AddTo(command);
        return new HostOption().Verb(command, async (call, cancellationToken) =>
        {
            var path = HostCall.PathOf(call.Get(name)!);
            var proposal = call.Get(file) is { } yaml ? null : await ProposeAsync(call, flags, call.Get(name)!, cancellationToken);
            var request = new AdminRequest("PUT", path)
            {
                Text = call.Get(file) is { } source ? ConnectionArgument.ReadFile(source) : null,
                Json = proposal?.Document,
                IfMatch = call.Get(replace) && (await call.Channel.SendAsync(new AdminRequest("GET", path), cancellationToken)).IsSuccess ? "*" : null,
            };
            var answer = await call.Channel.SendAsync(request, cancellationToken);
            if (answer.Status == 428)
                throw new CommandException($"there is a connection '{call.Get(name)}' already. Say --replace to replace it.", CommandException.Failure);
            Report(call, HostOption.Expect(answer), proposal?.NewToken);
            return 0;
        });
    }

    private static async Task<ConnectionProposal> ProposeAsync(HostCall call, ConnectionFlags flags, string name, CancellationToken cancellationToken)
    {
        if (flags.Given(call.Parsed))
            return flags.Read(call.Parsed, name);
        if (Console.IsInputRedirected || call.Screen.Json)
            throw new CommandException("say --file FILE, or --provider, --data-source and --type. On a terminal this verb asks for them.");
        return await new ConnectionDialog(Console.In, Console.Out, call.Channel).AskAsync(name, cancellationToken);
    }

    /// <summary>The token is shown this once: afterwards it is only in its file.</summary>
    private static void Report(HostCall call, AdminAnswer answer, string? newToken)
    {
        if (call.Screen.Json)
        {
            var body = answer.Json!.AsObject();
            if (newToken is not null)
                body["secretToken"] = newToken;
            Screen.WriteJson(body.ToJsonString());
            return;
        }

        call.Screen.Say($"{answer.Json!["name"]}: {(answer.Status == 201 ? "added" : "replaced")}; its base URL is https://localhost:8585{answer.Json["path"]} on the host's standard port.");
        if (newToken is not null)
            call.Screen.Say($"Secret token, shown this once: {newToken}");
    }
}
