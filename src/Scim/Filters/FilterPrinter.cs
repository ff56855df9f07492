using System.Globalization;
using System.Text;

namespace Sutler.Scim.Filters;

/// <summary>Writes filters so that reading them again yields the same expression.</summary>
internal static class FilterPrinter
{
    public static string Print(FilterExpression filter)
    {
        var text = new StringBuilder();
        Append(text, filter);
        return text.ToString();
    }

    /// <summary>A string as a literal: in quotes, escaped as JSON asks.</summary>
    public static void AppendString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var character in value)
        {
            if (character is '"' or '\\')
                text.Append('\\').Append(character);
            else if (character < ' ')
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            else
                text.Append(character);
        }
        text.Append('"');
    }

    private static void Append(StringBuilder text, FilterExpression filter)
    {
        switch (filter)
        {
            case ComparisonFilter comparison:
                text.Append(comparison.Path).Append(' ').Append(OperatorNames.Of(comparison.Operator)).Append(' ');
                AppendLiteral(text, comparison.Value);
                break;
            case PresenceFilter presence:
                text.Append(presence.Path).Append(" pr");
                break;
            case ValuePathFilter value:
                text.Append(value.Path);
                AppendEnclosed(text, '[', value.Inner, ']');
                break;
            case NotFilter not:
                text.Append("not ");
                AppendEnclosed(text, '(', not.Inner, ')');
                break;
            case AndFilter and:
                AppendSide(text, and.Left, and.Left is OrFilter);
                text.Append(" and ");
                AppendSide(text, and.Right, and.Right is OrFilter or AndFilter);
                break;
            case OrFilter or:
                Append(text, or.Left);
                text.Append(" or ");
                AppendSide(text, or.Right, or.Right is OrFilter);
                break;
            default:
                throw new ArgumentException($"{filter.GetType().Name} cannot be written.", nameof(filter));
        }
    }

    private static void AppendSide(StringBuilder text, FilterExpression filter, bool enclosed)
    {
        if (enclosed)
            AppendEnclosed(text, '(', filter, ')');
        else
            Append(text, filter);
    }

    private static void AppendEnclosed(StringBuilder text, char open, FilterExpression filter, char close)
    {
        text.Append(open);
        Append(text, filter);
        text.Append(close);
    }

    private static void AppendLiteral(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case string words:
                AppendString(text, words);
                break;
            case bool truth:
                text.Append(truth ? "true" : "false");
                break;
            case decimal number:
                text.Append(CultureInfo.InvariantCulture, $"{number}");
                break;
            default:
                throw new ArgumentException($"A filter cannot hold a {value.GetType().Name}.", nameof(value));
        }
    }
}
