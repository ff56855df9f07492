using System.Text;
using Sutler.Connectors.Sdk;

namespace Sutler.Host.View;

/// <summary>
/// Distinguished names made of anchors, one <c>CN=</c> a value and the object type last: <c>CN=101,OBJECT=User</c> (H/ARCH-8, H/SQL-35).
/// Special characters are escaped with a backslash (RFC 4514 §2.4).
/// </summary>
internal static class DistinguishedName
{
    private const string Special = ",+\"\\<>;=#";

    public static string Of(string objectType, IEnumerable<string> anchor)
    {
        var name = new StringBuilder();
        foreach (var value in anchor)
            Append(name.Append("CN="), value).Append(',');
        return Append(name.Append("OBJECT="), objectType).ToString();
    }

    /// <summary>The object that such a name means; null for text of another form.</summary>
    public static ObjectReference? Parse(string text)
    {
        if (!text.StartsWith("CN=", StringComparison.OrdinalIgnoreCase))
            return null;

        var values = new List<string>();
        var parts = Split(text);
        foreach (var part in parts[..^1])
        {
            if (!part.StartsWith("CN=", StringComparison.OrdinalIgnoreCase) || part.Length == 3)
                return null;
            values.Add(Unescape(part[3..]));
        }

        return values is not [] && parts[^1].StartsWith("OBJECT=", StringComparison.OrdinalIgnoreCase)
            ? new ObjectReference(Unescape(parts[^1][7..]), new Anchor([.. values]))
            : null;
    }

    private static StringBuilder Append(StringBuilder name, string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            var atEdge = value[i] == ' ' && (i == 0 || i == value.Length - 1);
            if (atEdge || Special.Contains(value[i], StringComparison.Ordinal))
                name.Append('\\');
            name.Append(value[i]);
        }

        return name;
    }

    private static List<string> Split(string text)
    {
        var parts = new List<string>();
        var from = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == ',')
            {
                parts.Add(text[from..i].TrimStart());
                from = i + 1;
            }
        }

        parts.Add(text[from..].TrimStart());
        return parts;
    }

    private static string Unescape(string value)
    {
        var text = new StringBuilder();
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '\\' && i + 1 < value.Length)
                i++;
            text.Append(value[i]);
        }

        return text.ToString();
    }
}
