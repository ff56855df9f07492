namespace Sutler.Service.Applications;

/// <summary>The secrets of an application, opened. Never shown, never logged.</summary>
internal sealed class ApplicationSecrets(IReadOnlyDictionary<string, string> values)
{
    public const string BaseAddressKey = "BaseAddress";
    public const string SecretTokenKey = "SecretToken";

    public Uri? BaseAddress => Uri.TryCreate(values.GetValueOrDefault(BaseAddressKey), UriKind.Absolute, out var uri) ? uri : null;

    public string SecretToken => values.GetValueOrDefault(SecretTokenKey) ?? "";

    /// <summary>The switches that the original keeps among the secrets, for <see cref="Jobs.JobSettings"/>.</summary>
    public IReadOnlyDictionary<string, string> Switches => values;

    /// <summary>What keeps jobs from running, with the remedy; null for nothing.</summary>
    public string? Missing => BaseAddress is null || SecretToken.Length == 0
        ? "The application has no BaseAddress or no SecretToken. Put them with PUT …/synchronization/secrets."
        : null;

    /// <summary>Tells whether two sets are the same, without holding on to either.</summary>
    public string Fingerprint => Convert.ToHexString(Secrets.TokenHash.Of(BaseAddress + "\n" + SecretToken));

    public override string ToString() => "***";
}
