using System.CommandLine;
using System.Globalization;
using Sutler.Cli.Options;
using Sutler.Cli.Roles;
using Sutler.Host;
using Sutler.Host.Logging;

namespace Sutler.Cli.Commands.Host;

/// <summary><c>sutler host run</c></summary>
internal static class HostRunCommand
{
    private const string Description = """
        Runs the ECMA Connector Host on loopback. Its connections are the YAML files in DIR/connections; each is served at
        https://localhost:PORT/ecma2host_<name>/scim.

        Example:
          sutler host run --data /var/lib/sutler/host
        """;

    public static Command Create()
    {
        var data = DataOption.Create();
        var port = new Option<int>("--port") { Description = "Port to listen on.", DefaultValueFactory = _ => HostOptions.DefaultPort };
        var adminPort = new Option<int>("--admin-port") { Description = "Port of the administration interface, on loopback; 0 lets the system choose.", DefaultValueFactory = _ => 0 };
        var certificate = new CertificateOption();
        var log = LogLevelOption.Create();
        var command = new Command("run", Description) { data, port, adminPort, log };
        certificate.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var folder = DataOption.Take(parsed.GetValue(data)!);
            var options = new HostOptions
            {
                DataFolder = folder.Root,
                Port = parsed.GetValue(port),
                AdminPort = parsed.GetValue(adminPort),
                Certificate = certificate.Read(parsed),
                LogLevel = new LogLevelSwitch(parsed.GetValue(log)),
                Logging = RoleLogging.At(parsed.GetValue(log)),
            };
            var role = HostRole.Create(options);
            await RoleStart.StartAsync(role, $"port {options.Port.ToString(CultureInfo.InvariantCulture)}", "--port", cancellationToken);
            return await RoleStart.RunAsync(role, () => $"Host listens on {string.Join(", ", role.Urls)}.", cancellationToken);
        });
        return command;
    }
}
