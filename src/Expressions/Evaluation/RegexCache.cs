using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Sutler.Expressions.Evaluation;

/// <summary>Regular expressions of one expression, made once, each with a limit on its run time.</summary>
internal sealed class RegexCache
{
    private const int MostPatterns = 64;
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(250);
    private readonly ConcurrentDictionary<string, Regex> _regexes = new(StringComparer.Ordinal);

    /// <summary>The regular expression; null when the pattern is none.</summary>
    public Regex? Get(string pattern)
    {
        if (_regexes.TryGetValue(pattern, out var known))
            return known;

        try
        {
            var made = new Regex(pattern, RegexOptions.CultureInvariant, Limit);
            if (_regexes.Count < MostPatterns)
                _regexes.TryAdd(pattern, made);
            return made;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
