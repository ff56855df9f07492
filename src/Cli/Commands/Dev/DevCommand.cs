using System.CommandLine;
using Microsoft.Extensions.Logging;
using Sutler.Cli.Dev;
using Sutler.Cli.Options;
using Sutler.Cli.Output;

namespace Sutler.Cli.Commands.Dev;

/// <summary><c>sutler dev</c></summary>
internal static class DevCommand
{
    private const string Description = """
        Runs service, agent and host in one process, with the real wire between them, and provisions a demo directory into a SQLite database.
        Run again on the same --data it picks up where it was: only differences go out.

        Examples:
          sutler dev
          sutler dev --users workers.csv --once
          sutler dev --data D --users workers.csv --once --output json
        """;

    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "Folder for everything that is kept.", DefaultValueFactory = _ => DevOptions.DefaultData };
        var port = PortOption("--port", "Port of the service's API on loopback.", DevOptions.DefaultPort);
        var hostPort = PortOption("--host-port", "Port of the ECMA Connector Host on loopback.", DevOptions.DefaultHostPort);
        var users = new Option<string?>("--users") { Description = "CSV file with a header that fills the directory. Default: the sample that ships." };
        var once = new Option<bool>("--once") { Description = "Stop after the first cycle has settled; exit code 0 only if nothing failed." };
        var output = new Option<string>("--output") { Description = "'text', or 'json' for one JSON object as the last line.", DefaultValueFactory = _ => "text" };
        output.AcceptOnlyFromAmong("text", "json");
        var accept = new Option<bool>("--accept-removals") { Description = "Let a run go on that would disable more than 10 % of the linked users, and more than 20." };
        var log = LogLevelOption.Create(LogLevel.Error);
        var command = new Command("dev", Description) { data, port, hostPort, users, once, output, accept, log };
        command.SetAction((parsed, cancellationToken) =>
        {
            var options = new DevOptions
            {
                Data = parsed.GetValue(data)!,
                Port = parsed.GetValue(port),
                HostPort = parsed.GetValue(hostPort),
                Users = parsed.GetValue(users),
                Once = parsed.GetValue(once),
                AcceptRemovals = parsed.GetValue(accept),
                Log = parsed.GetValue(log),
            };
            var screen = new Screen(string.Equals(parsed.GetValue(output), "json", StringComparison.Ordinal));
            return new DevSession(options, screen, TimeProvider.System).RunAsync(cancellationToken);
        });
        return command;
    }

    private static Option<int> PortOption(string name, string description, int standard)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => standard };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, System.Globalization.CultureInfo.InvariantCulture, out var port) && port is < 1 or > 65535)
                result.AddError($"{name} must be a port from 1 to 65535.");
        });
        return option;
    }
}
