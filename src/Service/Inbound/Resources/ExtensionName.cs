using System.Text;
using Sutler.Service.Directory;

namespace Sutler.Service.Inbound.Resources;

/// <summary>
/// The attribute of the directory that holds a SCIM value which the directory has no name for (S/IN-5): <c>payGrade</c> of the extension
/// <c>…:extension:sap:2.0:User</c> becomes <c>extension_sap_payGrade</c>, SCIM's own <c>nickName</c> becomes <c>extension_scim_nickName</c>.
/// </summary>
internal static class ExtensionName
{
    private const int MostLength = 128;
    private const string Mark = ":extension:";

    /// <summary>The name; null where it would be too long or empty.</summary>
    /// <param name="urn">The extension; null for SCIM's own schemas.</param>
    /// <param name="parts">The attribute, and the sub-attribute if one is meant.</param>
    public static string? Of(string? urn, params ReadOnlySpan<string> parts)
    {
        var name = new StringBuilder(UserAttribute.ExtensionPrefix).Append(Word(urn is null ? "scim" : ShortName(urn)));
        foreach (var part in parts)
            name.Append('_').Append(Word(part));
        return name.Length <= MostLength ? name.ToString() : null;
    }

    private static string ShortName(string urn)
    {
        var at = urn.IndexOf(Mark, StringComparison.OrdinalIgnoreCase);
        var rest = at < 0 ? urn : urn[(at + Mark.Length)..];
        var parts = rest.Split(':', StringSplitOptions.RemoveEmptyEntries);

        // The version and the type at the end say nothing that tells one extension from another.
        var named = parts.Where(part => !(part.Length > 0 && char.IsAsciiDigit(part[0])) && !part.Equals("User", StringComparison.OrdinalIgnoreCase));
        return string.Join('_', named);
    }

    private static string Word(string text) => string.Concat(text.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));
}
