using System.Globalization;
using System.Text;

namespace Sutler.Host.View;

/// <summary>
/// Names of a connector's attributes as SCIM can write them: letters, digits, <c>-</c>, <c>_</c> and <c>$</c> stay, not beginning with a digit;
/// any other character becomes <c>_xHHHH_</c>, its UTF-16 code in hexadecimal, so that <c>first name</c> is <c>first_x0020_name</c> (H/SCIM-15).
/// </summary>
internal static class ScimName
{
    public static string Of(string attribute)
    {
        if (attribute.Length > 0 && !char.IsAsciiDigit(attribute[0]) && attribute.All(IsPlain))
            return attribute;

        var name = new StringBuilder();
        foreach (var character in attribute)
        {
            if (IsPlain(character) && !(name.Length == 0 && char.IsDigit(character)))
                name.Append(character);
            else
                name.Append(CultureInfo.InvariantCulture, $"_x{(int)character:X4}_");
        }

        return name.ToString();
    }

    private static bool IsPlain(char c) => char.IsLetterOrDigit(c) || c is '-' or '_' or '$';
}
