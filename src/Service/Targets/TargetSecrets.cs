using System.Globalization;
using System.Text;
using Sutler.Service.Applications;

namespace Sutler.Service.Targets;

/// <summary>What an application's secrets say of its target: where it is and how to prove who calls (S/SCIM-45, S/SCIM-46, S/SCIM-49).</summary>
internal sealed class TargetSecrets(ApplicationSecrets secrets)
{
    public const string AuthenticationType = "AuthenticationType";
    public const string SecondToken = "SecretToken2";
    public const string TokenAddress = "Oauth2TokenExchangeUri";
    public const string ClientId = "Oauth2ClientId";
    public const string ClientSecret = "Oauth2ClientSecret";
    public const string SecondClientSecret = "Oauth2ClientSecret2";
    public const string Scope = "Oauth2Scope";
    public const string TrustedCertificates = "TrustedCertificates";
    public const string ClientCertificate = "ClientCertificate";
    private const string Flag = "aadOptscim062020";

    public Uri? BaseAddress => secrets.BaseAddress;

    /// <summary>Whether the address carries the flag by which targets of Entra ID ask for its newer form (S/SCIM-30).</summary>
    public bool IsFlagged => BaseAddress?.Query.Contains(Flag, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The token, and the one that is to follow it.</summary>
    public IReadOnlyList<string> Tokens => [.. Values(ApplicationSecrets.SecretTokenKey, SecondToken)];

    public Uri? TokenUri => Uri.TryCreate(secrets.Value(TokenAddress), UriKind.Absolute, out var uri) ? uri : null;

    public IReadOnlyList<string> ClientSecrets => [.. Values(ClientSecret, SecondClientSecret)];

    /// <summary>The grant is chosen by name; where none is given, by what is there.</summary>
    public bool UsesClientCredentials => secrets.Value(AuthenticationType) is { } type
        ? type.Contains("ClientCredentials", StringComparison.OrdinalIgnoreCase)
        : TokenUri is not null && Tokens.Count == 0;

    /// <summary>What keeps calls from being made, with the remedy; null for nothing.</summary>
    public string? Problem
    {
        get
        {
            if (BaseAddress is null)
                return $"The application has no BaseAddress. {Remedy}";
            if (UsesClientCredentials)
                return TokenUri is null || Value(ClientId) is null || ClientSecrets.Count == 0
                    ? string.Create(CultureInfo.InvariantCulture, $"Client credentials need {TokenAddress}, {ClientId} and {ClientSecret}. {Remedy}")
                    : null;
            return Tokens.Count == 0 && Value(ClientCertificate) is null ? $"The application has no SecretToken. {Remedy}" : null;
        }
    }

    private const string Remedy = "Put them with PUT …/synchronization/secrets.";

    public string? Value(string key) => secrets.Value(key);

    /// <summary>Certificates in PEM: in the secret itself, or in a file of the certificate folder.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public string? Pem(string key, TargetOptions options)
    {
        var value = Value(key);
        if (value?.StartsWith("file:", StringComparison.Ordinal) != true)
            return value;
        // Only by its name: who may write secrets must not read other files of the service.
        return File.ReadAllText(Path.Combine(options.CertificateFolder, Path.GetFileName(value["file:".Length..])), Encoding.UTF8);
    }

    private IEnumerable<string> Values(params string[] keys) => keys.Select(secrets.Value).OfType<string>().Distinct(StringComparer.Ordinal);
}
