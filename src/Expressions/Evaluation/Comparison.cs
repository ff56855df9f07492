using System.Globalization;
using Sutler.Expressions.Syntax;
using Sutler.Expressions.Values;

namespace Sutler.Expressions.Evaluation;

/// <summary>Compares two values: as numbers when both are numbers, as moments when both are dates, otherwise as text, where case counts.</summary>
internal static class Comparison
{
    private const NumberStyles NumberText = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    public static ExpressionValue Evaluate(Evaluator evaluator, ComparisonNode node)
    {
        var left = evaluator.Evaluate(node.Left);
        if (left.IsError)
            return left;
        var right = evaluator.Evaluate(node.Right);
        if (right.IsError)
            return right;
        if (left.IsNullOrEmpty)
            return EmptyOperand();

        var order = Compare(left.Text, right.Text);
        return ExpressionValue.Truth(node.Sign switch
        {
            ComparisonSign.Equal => order == 0,
            ComparisonSign.NotEqual => order != 0,
            ComparisonSign.Greater => order > 0,
            ComparisonSign.GreaterOrEqual => order >= 0,
            ComparisonSign.Less => order < 0,
            _ => order <= 0,
        });
    }

    // Documented: a condition on an attribute without a value fails (S/EXPR-40).
    private static ExpressionValue EmptyOperand() => ExpressionValue.Fail(new ExpressionError(
        "Comparison", 1, "Comparison: the value on the left is null or empty. Use Switch or Coalesce to give it a value first."));

    private static int Compare(string left, string right)
    {
        if (decimal.TryParse(left, NumberText, CultureInfo.InvariantCulture, out var a) && decimal.TryParse(right, NumberText, CultureInfo.InvariantCulture, out var b))
            return a.CompareTo(b);
        if (Moment.TryReadCanonical(left, out var earlier) && Moment.TryReadCanonical(right, out var later))
            return earlier.CompareTo(later);
        return string.CompareOrdinal(left, right);
    }
}
