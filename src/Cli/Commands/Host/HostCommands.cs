using System.CommandLine;
using Sutler.Cli.Commands.Host.Certificate;
using Sutler.Cli.Commands.Host.Connection;

namespace Sutler.Cli.Commands.Host;

/// <summary><c>sutler host …</c></summary>
internal static class HostCommands
{
    public static Command Create() => new("host", "The ECMA Connector Host: a SCIM gateway in front of connectors.")
    {
        HostRunCommand.Create(),
        HostDemoCommand.Create(),
        HostStatusCommand.Create(),
        HostLogCommand.Create(),
        new Command("certificate", "The certificate of the SCIM port.") { CertificateShowCommand.Create(), CertificateRenewCommand.Create(), CertificateInstallCommand.Create() },
        new Command("connection", "Connections: a connector, its settings and its object types.")
        {
            ConnectionListCommand.Create(),
            ConnectionShowCommand.Create(),
            ConnectionAddCommand.Create(),
            ConnectionValidateCommand.Create(),
            ConnectionTestCommand.Create(),
            ConnectionSchemaCommand.Create(),
            ConnectionDiscoverCommand.Create(),
            ConnectionReloadCommand.Create(),
            ConnectionRemoveCommand.Create(),
            ConnectionImportCommand.Create(),
            ConnectionImportConfigCommand.Create(),
            ConnectionExportConfigCommand.Create(),
        },
    };
}
