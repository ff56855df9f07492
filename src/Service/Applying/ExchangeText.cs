using System.Globalization;
using System.Text.RegularExpressions;
using Sutler.Scim.Client;

namespace Sutler.Service.Applying;

/// <summary>An answer of the target in one line that may be shown: short, without what looks like a secret (S/QUAR-13). Pure.</summary>
internal static partial class ExchangeText
{
    private const int Most = 500;

    public static string Of(ScimResult result)
    {
        var status = result.Status == 0 ? "no answer" : result.Status.ToString(CultureInfo.InvariantCulture);
        var text = result.Error is { } error ? $"{status} {error.ScimType} {error.Detail}".Replace("  ", " ", StringComparison.Ordinal) : status;
        text = Secret().Replace(text, "$1 ***");
        return text.Length <= Most ? text : text[..Most] + " …";
    }

    [GeneratedRegex(@"\b(bearer|basic|token|password|secret|apikey|api_key|authorization)\b\W{0,4}(?:(?:bearer|basic)\s+)?[A-Za-z0-9+/_.=~-]{6,}", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Secret();
}
