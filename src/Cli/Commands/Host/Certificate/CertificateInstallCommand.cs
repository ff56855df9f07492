using System.CommandLine;
using System.Text.Json.Nodes;
using Sutler.Cli.Commands.Host.Connection;
using Sutler.Cli.Options;
using Sutler.Cli.Output;
using Sutler.Host.Admin;
using Sutler.Storage.Secrets;

namespace Sutler.Cli.Commands.Host.Certificate;

/// <summary><c>sutler host certificate install</c></summary>
internal static class CertificateInstallCommand
{
    private const string Description = """
        Gives a running host a certificate, which it shows from then on, also after a restart.

        Examples:
          sutler host certificate install --data data --certificate host.pem --key host.key
          sutler host certificate install --data data --pfx host.pfx --password env:PFX_PASSWORD
          sutler host certificate install --data data --none        (back to one that the host makes)
        """;

    public static Command Create()
    {
        var certificate = new Option<string?>("--certificate") { Description = "PEM with the certificate and, after it, the intermediate ones." };
        var key = new Option<string?>("--key") { Description = "PEM with the private key, not encrypted; may stand in the same file." };
        var pfx = new Option<string?>("--pfx") { Description = "PFX file with certificate and key." };
        var password = new Option<string?>("--password") { Description = "Reference to the password of the PFX: env:NAME or file:PATH." };
        var none = new Option<bool>("--none") { Description = "Remove the installed certificate." };
        return new HostOption().Verb(
            new Command("install", Description) { certificate, key, pfx, password, none },
            async (call, cancellationToken) =>
            {
                var request = (call.Get(certificate), call.Get(pfx), call.Get(none)) switch
                {
                    ({ } pem, null, false) => new AdminRequest("PUT", "/certificate") { Text = Pem(pem, call.Get(key)) },
                    (null, { } file, false) => new AdminRequest("PUT", "/certificate") { Json = Pfx(file, call.Get(password)) },
                    (null, null, true) => new AdminRequest("DELETE", "/certificate"),
                    _ => throw new CommandException("say one of --certificate FILE, --pfx FILE and --none."),
                };
                return CertificateOutput.Write(call, (await call.AskAsync(request, cancellationToken)).Json!);
            });
    }

    private static string Pem(string certificate, string? key) =>
        ConnectionArgument.ReadFile(certificate) + (key is null ? "" : "\n" + ConnectionArgument.ReadFile(key));

    private static JsonObject Pfx(string path, string? password)
    {
        try
        {
            return new JsonObject
            {
                ["pfx"] = Convert.ToBase64String(File.ReadAllBytes(path)),
                ["password"] = password is null ? null : new SecretReference(password).Resolve(Directory.GetCurrentDirectory()),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SecretException)
        {
            throw new CommandException(e.Message);
        }
    }
}
