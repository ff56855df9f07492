using System.Globalization;

namespace Sutler.Expressions.Evaluation;

/// <summary>Cultures by name; the invariant one where no name is given, so that the machine's setting never matters (S/EXPR-29).</summary>
internal static class Cultures
{
    public static CultureInfo? Find(string name)
    {
        if (name.Length == 0)
            return CultureInfo.InvariantCulture;

        try
        {
            return CultureInfo.GetCultureInfo(name, predefinedOnly: true);
        }
        catch (CultureNotFoundException)
        {
            return null;
        }
    }
}
