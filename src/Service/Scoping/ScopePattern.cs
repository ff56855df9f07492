using System.Text.RegularExpressions;

namespace Sutler.Service.Scoping;

/// <summary>Regular expressions of filters: culture-invariant, and with a limit on their run time (S/SCOPE-19).</summary>
internal static class ScopePattern
{
    public static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(250);

    /// <exception cref="ArgumentException">The pattern is none.</exception>
    public static Regex Make(string pattern) => new(pattern, RegexOptions.CultureInvariant, Limit);

    /// <summary>What is wrong with a pattern; null when nothing is.</summary>
    public static string? Fault(string pattern)
    {
        try
        {
            _ = Make(pattern);
            return null;
        }
        catch (ArgumentException e)
        {
            return e.Message;
        }
    }
}
