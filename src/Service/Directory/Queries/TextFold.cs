using System.Text;

namespace Sutler.Service.Directory.Queries;

/// <summary>
/// Text as filters compare it: without the case of ASCII letters, the one folding that every database does alike. Letters beyond ASCII count
/// with their case.
/// </summary>
internal static class TextFold
{
    public static string Of(string text) => Encoding.UTF8.GetString([.. Encoding.UTF8.GetBytes(text).Select(static one => one is >= (byte)'A' and <= (byte)'Z' ? (byte)(one | 0x20) : one)]);

    /// <summary>The text as a LIKE pattern that means itself.</summary>
    public static string Pattern(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
