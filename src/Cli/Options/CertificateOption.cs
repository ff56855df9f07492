using System.CommandLine;
using Sutler.Cli.Output;
using Sutler.Host.Certificates;

namespace Sutler.Cli.Options;

/// <summary><c>--certificate FILE --key FILE | --pfx FILE --certificate-password REF</c></summary>
internal sealed class CertificateOption
{
    private readonly Option<string?> _certificate = new("--certificate") { Description = "PEM with the port's certificate; without it the host makes one. A changed file is taken up without a restart." };
    private readonly Option<string?> _key = new("--key") { Description = "PEM with its private key, where it stands apart." };
    private readonly Option<string?> _pfx = new("--pfx") { Description = "PFX file with certificate and key, instead of PEM." };
    private readonly Option<string?> _password = new("--certificate-password") { Description = "Reference to the password of key or PFX: env:NAME or file:PATH." };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _certificate, _key, _pfx, _password })
            command.Options.Add(option);
    }

    public CertificateSource? Read(ParseResult parsed) => (parsed.GetValue(_certificate), parsed.GetValue(_pfx)) switch
    {
        (null, null) when parsed.GetValue(_key) is null && parsed.GetValue(_password) is null => null,
        ({ } pem, null) => new CertificateSource { File = Path.GetFullPath(pem), KeyFile = parsed.GetValue(_key) is { } key ? Path.GetFullPath(key) : null, Password = parsed.GetValue(_password) },
        (null, { } pfx) when parsed.GetValue(_key) is null => new CertificateSource { File = Path.GetFullPath(pfx), IsPfx = true, Password = parsed.GetValue(_password) },
        _ => throw new CommandException("say either --certificate FILE with --key FILE, or --pfx FILE."),
    };
}
