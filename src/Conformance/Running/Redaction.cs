using System.Text.RegularExpressions;

namespace Sutler.Conformance.Running;

/// <summary>Shortens what is shown of requests and answers, and takes out the token and passwords.</summary>
internal static partial class Redaction
{
    private const int Length = 600;
    private const string Hidden = "***";

    public static string Excerpt(string text, string token)
    {
        var plain = token.Length == 0 ? text : text.Replace(token, Hidden, StringComparison.Ordinal);
        // A first cut keeps the pattern away from megabytes.
        plain = Password().Replace(plain.Length <= 4 * Length ? plain : plain[..(4 * Length)], "${name}" + $"\"{Hidden}\"");
        return plain.Length <= Length ? plain : plain[..Length] + "…";
    }

    [GeneratedRegex("""(?<name>"[^"]{0,80}(?:password|secret|token)"\s*:\s*)"(?:[^"\\]|\\.)*"?""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Password();
}
