using System.CommandLine;
using Sutler.Cli.Options;
using Sutler.Host.Admin;

namespace Sutler.Cli.Commands.Host.Certificate;

/// <summary><c>sutler host certificate renew</c></summary>
internal static class CertificateRenewCommand
{
    public static Command Create() =>
        new HostOption().Verb(
            new Command("renew", "Makes a new certificate now, signed by the same authority; a supplied one is read again.\n\nExample: sutler host certificate renew --data data"),
            async (call, cancellationToken) => CertificateOutput.Write(call, (await call.AskAsync(new AdminRequest("POST", "/certificate/renew"), cancellationToken)).Json!));
}
