using System.Globalization;
using Sutler.Expressions.Values;

namespace Sutler.Expressions.Evaluation;

/// <summary>When a value counts as true: True in any case, or a number that is not zero.</summary>
internal static class Truth
{
    public static bool Of(ExpressionValue value)
    {
        var text = value.Text;
        return text.Equals("True", StringComparison.OrdinalIgnoreCase)
            || (decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number != 0);
    }
}
