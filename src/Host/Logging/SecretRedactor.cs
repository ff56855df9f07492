using System.Buffers;

namespace Sutler.Host.Logging;

/// <summary>Takes known secrets out of text. Safe for any number of threads; a secret once known stays known.</summary>
internal sealed class SecretRedactor
{
    // Shorter ones would hit half the words of a log.
    private const int MinLength = 6;
    private const string Mask = "***";

    private readonly Lock _gate = new();
    private string[] _secrets = [];
    private SearchValues<string>? _search;

    /// <summary>Makes a secret known. Returns it.</summary>
    public string Add(string secret)
    {
        if (secret.Length < MinLength || _secrets.Contains(secret))
            return secret;
        lock (_gate)
        {
            // The longest first: one secret may begin with another.
            _secrets = [.. _secrets.Append(secret).Distinct(StringComparer.Ordinal).OrderByDescending(s => s.Length)];
            Volatile.Write(ref _search, SearchValues.Create(_secrets, StringComparison.Ordinal));
        }

        return secret;
    }

    public bool Concerns(string text) => Volatile.Read(ref _search) is { } search && text.AsSpan().ContainsAny(search);

    public string Redact(string text)
    {
        if (!Concerns(text))
            return text;
        foreach (var secret in Volatile.Read(ref _secrets))
            text = text.Replace(secret, Mask, StringComparison.Ordinal);
        return text;
    }
}
