using System.Globalization;
using System.Text.Json;
using Sutler.Scim.Errors;
using Sutler.Scim.Resources;
using Sutler.Scim.Schemas;

namespace Sutler.Scim.Filters;

/// <summary>Makes the test of one value out of a comparison and the attribute's type.</summary>
internal static class ComparisonTest
{
    public static Func<JsonElement, bool> Create(ComparisonFilter filter, SchemaAttribute? attribute)
    {
        switch (attribute?.Type)
        {
            case null:
                return Undeclared(filter);
            case SchemaAttributeType.Boolean:
                CheckEquality(filter, "a boolean");
                return Boolean(filter);
            case SchemaAttributeType.Binary:
                CheckEquality(filter, "binary");
                return Text(filter, StringComparison.Ordinal);
            case SchemaAttributeType.Integer or SchemaAttributeType.Decimal:
                return Number(filter);
            case SchemaAttributeType.DateTime when !IsTextual(filter.Operator):
                return Moment(filter);
            default:
                return Text(filter, ValueComparer.ComparisonOf(attribute));
        }
    }

    // Without a declaration the literal tells the type; a value of another type does not fulfil the comparison.
    private static Func<JsonElement, bool> Undeclared(ComparisonFilter filter) => filter.Value switch
    {
        bool when filter.Operator is ComparisonOperator.Equal or ComparisonOperator.NotEqual => Boolean(filter),
        decimal when !IsTextual(filter.Operator) => Number(filter),
        _ => Text(filter, StringComparison.OrdinalIgnoreCase),
    };

    private static Func<JsonElement, bool> Boolean(ComparisonFilter filter)
    {
        var wanted = filter.Value switch
        {
            bool truth => truth,
            string text when bool.TryParse(text, out var truth) => truth,
            _ => throw Misfit(filter, "is a boolean. Compare it with true or false"),
        };
        var equal = filter.Operator == ComparisonOperator.Equal;
        return value => value.ValueKind is JsonValueKind.True or JsonValueKind.False && value.GetBoolean() == wanted == equal;
    }

    private static Func<JsonElement, bool> Number(ComparisonFilter filter)
    {
        if (IsTextual(filter.Operator))
            throw Misfit(filter, "is a number. Compare it by eq, ne, gt, ge, lt or le");
        decimal wanted;
        if (filter.Value is decimal number)
            wanted = number;
        else if (filter.Value is not string text || !JsonNumber.Looks(text) || !JsonNumber.TryRead(text, out wanted))
            throw Misfit(filter, "is a number. Compare it with a number");
        var order = Order(filter.Operator);
        return value => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var stored) && order(stored.CompareTo(wanted));
    }

    private static Func<JsonElement, bool> Moment(ComparisonFilter filter)
    {
        if (filter.Value is not string text || !ScimDateTime.TryParse(text, out var wanted))
            throw Misfit(filter, "is a date and time. Compare it with one such as \"2026-01-31T08:00:00Z\"");
        var order = Order(filter.Operator);
        return value => value.ValueKind == JsonValueKind.String
            && ScimDateTime.TryParse(value.GetString()!, out var stored)
            && order(stored.CompareTo(wanted));
    }

    private static Func<JsonElement, bool> Text(ComparisonFilter filter, StringComparison comparison)
    {
        var wanted = filter.Value switch
        {
            string text => text,
            bool truth => truth ? "true" : "false",
            var other => Convert.ToString(other, CultureInfo.InvariantCulture)!,
        };
        switch (filter.Operator)
        {
            case ComparisonOperator.Equal when comparison == StringComparison.Ordinal:
                return value => value.ValueKind == JsonValueKind.String && value.ValueEquals(wanted);
            case ComparisonOperator.Contains:
                return value => TextOf(value).Contains(wanted, comparison);
            case ComparisonOperator.StartsWith:
                return value => TextOf(value).StartsWith(wanted, comparison);
            case ComparisonOperator.EndsWith:
                return value => TextOf(value).EndsWith(wanted, comparison);
            default:
                var order = Order(filter.Operator);
                return value => order(string.Compare(TextOf(value), wanted, comparison));
        }
    }

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => value.ToString(),
    };

    private static Func<int, bool> Order(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Equal => static sign => sign == 0,
        ComparisonOperator.NotEqual => static sign => sign != 0,
        ComparisonOperator.GreaterThan => static sign => sign > 0,
        ComparisonOperator.GreaterOrEqual => static sign => sign >= 0,
        ComparisonOperator.LessThan => static sign => sign < 0,
        ComparisonOperator.LessOrEqual => static sign => sign <= 0,
        _ => throw new ArgumentOutOfRangeException(nameof(comparison), comparison, "Not a comparison by order."),
    };

    private static bool IsTextual(ComparisonOperator comparison) =>
        comparison is ComparisonOperator.Contains or ComparisonOperator.StartsWith or ComparisonOperator.EndsWith;

    private static void CheckEquality(ComparisonFilter filter, string type)
    {
        if (filter.Operator is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual))
            throw Misfit(filter, $"is {type}, which '{OperatorNames.Of(filter.Operator)}' does not fit. Use eq, ne or pr");
    }

    private static ScimException Misfit(ComparisonFilter filter, string rule) => FilterCompiler.Misfit(filter.Path, rule);
}
