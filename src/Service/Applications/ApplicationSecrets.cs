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
    public string? Missing => new Targets.TargetSecrets(this).Problem;

    /// <summary>Tells whether two sets are the same, without holding on to either.</summary>
    public string Fingerprint => Convert.ToHexString(Secrets.TokenHash.Of(string.Join(
        '\n', values.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key.Length}:{pair.Key}={pair.Value}"))));

    /// <summary>The secret of this name, in any case; null for none or an empty one.</summary>
    public string? Value(string key)
    {
        var value = values.GetValueOrDefault(key) ?? values.FirstOrDefault(pair => string.Equals(pair.Key, key, StringComparison.OrdinalIgnoreCase)).Value;
        return string.IsNullOrWhiteSpace(value) ? null : value;
    }

    public override string ToString() => "***";
}
