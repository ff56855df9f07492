using System.Globalization;
using Dapper;
using Sutler.Scim;
using Sutler.Scim.Filters;

namespace Sutler.Service.Inbound.Resources;

/// <summary>
/// The part of a filter that the store can look up: a condition that holds for every result, and for some others at most, since each row is
/// looked at once more. Without one all objects are looked at.
/// </summary>
/// <param name="leaf">The condition of an equality with text; null where the store has none. The function names a parameter.</param>
/// <param name="parameters">Takes the values.</param>
internal sealed class Prefilter(Func<AttributePath, string, Func<object, string>, string?> leaf, DynamicParameters parameters)
{
    private int _count;

    public string? Of(FilterExpression filter) => Of(filter, null);

    private string? Of(FilterExpression filter, AttributePath? outer) => filter switch
    {
        AndFilter and => (Of(and.Left, outer), Of(and.Right, outer)) switch
        {
            ({ } left, { } right) => $"({left} AND {right})",
            var (left, right) => left ?? right,
        },
        OrFilter or => Of(or.Left, outer) is { } left && Of(or.Right, outer) is { } right ? $"({left} OR {right})" : null,
        ValuePathFilter value when outer is null => Of(value.Inner, value.Path),
        ComparisonFilter { Operator: ComparisonOperator.Equal, Value: string text } comparison => leaf(Within(outer, comparison.Path), text, Parameter),
        _ => null,
    };

    private static AttributePath Within(AttributePath? outer, AttributePath path) => outer is null ? path : new AttributePath(outer.Schema, outer.Attribute, path.Attribute);

    private string Parameter(object value)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"filter{_count++}");
        parameters.Add(name, value);
        return "@" + name;
    }
}
