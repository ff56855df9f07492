using System.CommandLine;
using Sutler.Cli.Options;
using Sutler.Cli.Output;
using Sutler.Cli.Roles;
using Sutler.Tunnel.Agent;

namespace Sutler.Cli.Commands.Agent;

/// <summary><c>sutler agent run</c></summary>
internal static class AgentRunCommand
{
    private const string Description = """
        Runs the agent that joined with 'sutler agent join'. It opens no port: it dials out and forwards the service's requests to the targets
        on its allow-list.

        Example:
          sutler agent run --data /var/lib/sutler/agent --trust /var/lib/sutler/host/host-ca.pem
        """;

    public static Command Create()
    {
        var data = DataOption.Create();
        var trust = new Option<string?>("--trust") { Description = "PEM file of the authority behind the targets' certificates, such as the host's host-ca.pem." };
        var hostPort = new Option<int?>("--host-port") { Description = "Port of the host on loopback, where it is not the 8585 that the allow-list names." };
        var proxy = new Option<string?>("--proxy") { Description = "HTTP proxy to dial through. Else HTTPS_PROXY." };
        var log = LogLevelOption.Create();
        var command = new Command("run", Description) { data, trust, hostPort, proxy, log };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var folder = DataOption.Take(parsed.GetValue(data)!);
            var logging = RoleLogging.At(parsed.GetValue(log));
            var options = new AgentOptions
            {
                DataFolder = folder.Root,
                TrustedAuthority = parsed.GetValue(trust),
                LocalPort = parsed.GetValue(hostPort),
                Proxy = parsed.GetValue(proxy),
                Configure = builder => logging(builder.Logging),
            };
            try
            {
                var role = AgentRole.Create(options);
                await role.StartAsync(cancellationToken);
                return await RoleStart.RunAsync(role, () => "Agent runs.", cancellationToken);
            }
            catch (AgentConfigException e)
            {
                throw new CommandException(e.Message);
            }
        });
        return command;
    }
}
