using System.CommandLine;
using Sutler.Cli.Options;
using Sutler.Cli.Output;
using Sutler.Tunnel.Agent.Join;

namespace Sutler.Cli.Commands.Agent;

/// <summary><c>sutler agent join</c></summary>
internal static class AgentJoinCommand
{
    private const string Description = """
        Joins this machine to a service as an agent: makes a key here, has its certificate signed, keeps both in DIR. Safe to repeat.

        Example:
          sutler agent join --service https://sutler.example.com --token TOKEN --data /var/lib/sutler/agent
        """;

    public static Command Create()
    {
        var service = new Option<string>("--service") { Description = "Address of the service's API; https unless it is loopback.", Required = true };
        var token = new Option<string>("--token") { Description = "One-time token from 'sutler agent token create'.", Required = true };
        var authority = new Option<string?>("--ca") { Description = "PEM file of the authority behind the service's certificate, where this system does not trust it." };
        var data = DataOption.Create();
        var replace = new Option<bool>("--replace") { Description = "Become a new agent although DIR holds one already." };
        var command = new Command("join", Description) { service, token, authority, data, replace };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var folder = DataOption.Take(parsed.GetValue(data)!);
            var options = new JoinOptions
            {
                ServiceUrl = ServiceOption.ParseUrl(parsed.GetValue(service)!).ToString(),
                Token = parsed.GetValue(token)!,
                CaFile = parsed.GetValue(authority),
                DataFolder = folder.Root,
                Replace = parsed.GetValue(replace),
            };
            try
            {
                var joined = await AgentJoin.RunAsync(options, cancellationToken);
                Console.Out.WriteLine(joined.AlreadyJoined
                    ? $"Agent {joined.AgentId} had joined before; --replace makes a new one."
                    : $"Agent {joined.AgentId} joined. It will dial {string.Join(", ", joined.AgentUrls)}. Run it with: sutler agent run --data {folder.Root}");
                return 0;
            }
            catch (JoinException e)
            {
                throw new CommandException(e.Message, CommandException.Failure);
            }
        });
        return command;
    }
}
