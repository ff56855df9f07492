using System.CommandLine;
using Sutler.Cli.Options;
using Sutler.Host.Admin;

namespace Sutler.Cli.Commands.Host.Certificate;

/// <summary><c>sutler host certificate show</c></summary>
internal static class CertificateShowCommand
{
    public static Command Create() =>
        new HostOption().Verb(
            new Command("show", "Shows the certificate of a running host.\n\nExample: sutler host certificate show --data data"),
            async (call, cancellationToken) => CertificateOutput.Write(call, (await call.AskAsync(new AdminRequest("GET", "/certificate"), cancellationToken)).Json!));
}
