using System.Text.Json;
using Sutler.Scim.Errors;
using Sutler.Scim.Schemas;

namespace Sutler.Scim.Filters;

/// <summary>Turns a filter into a test: names are resolved and literals converted once, not for every resource.</summary>
internal sealed class FilterCompiler(Func<AttributePath, AttributeTarget> resolve)
{
    private const string DefaultSub = "value";

    public Func<JsonElement, bool> Compile(FilterExpression filter)
    {
        switch (filter)
        {
            case AndFilter and:
                var (left, right) = (Compile(and.Left), Compile(and.Right));
                return item => left(item) && right(item);
            case OrFilter or:
                var (first, second) = (Compile(or.Left), Compile(or.Right));
                return item => first(item) || second(item);
            case NotFilter not:
                var inner = Compile(not.Inner);
                return item => !inner(item);
            case PresenceFilter presence:
                return Presence(resolve(presence.Path), presence.Path);
            case ValuePathFilter value:
                return ValuePath(resolve(value.Path), value);
            case ComparisonFilter comparison:
                return Comparison(resolve(comparison.Path), comparison);
            default:
                throw new ArgumentException($"{filter.GetType().Name} cannot be evaluated.", nameof(filter));
        }
    }

    private static Func<JsonElement, bool> Presence(AttributeTarget target, AttributePath path)
    {
        CheckReadable(target, path);
        var selector = new ValueSelector(target, target.SubName);
        return item => selector.Any(item, HasContent);
    }

    private static Func<JsonElement, bool> ValuePath(AttributeTarget target, ValuePathFilter filter)
    {
        CheckReadable(target, filter.Path);
        if (target.SubName is not null)
            throw Misfit(filter.Path, "has a filter behind a sub-attribute. Write attribute[filter]");
        var inner = FilterEvaluator.CompileValueFilter(filter.Inner, target.Attribute);
        var selector = new ValueSelector(target, null);
        return item => selector.Any(item, inner);
    }

    private static Func<JsonElement, bool> Comparison(AttributeTarget target, ComparisonFilter filter)
    {
        CheckReadable(target, filter.Path);
        var definition = target.SubName is null ? target.Attribute : target.Sub;
        var subName = target.SubName;
        if (subName is null && definition is null or { IsComplex: true })
        {
            var value = definition?.FindSub(DefaultSub);
            if (definition is not null && value is null && filter.Value is not null)
                throw Misfit(filter.Path, "is complex and has no 'value'. Compare one of its sub-attributes, as in attribute.subAttribute");
            definition = value ?? definition;
            subName = definition is null || value is not null ? DefaultSub : null;
        }
        var selector = new ValueSelector(target, subName);
        if (filter.Value is null)
            return Null(selector, filter);
        var test = ComparisonTest.Create(filter, definition);
        // What has no value at all is not the value asked about either.
        return filter.Operator == ComparisonOperator.NotEqual
            ? item => selector.Any(item, test) || !selector.Any(item, HasContent)
            : item => selector.Any(item, test);
    }

    private static Func<JsonElement, bool> Null(ValueSelector selector, ComparisonFilter filter) => filter.Operator switch
    {
        ComparisonOperator.Equal => item => !selector.Any(item, HasContent),
        ComparisonOperator.NotEqual => item => selector.Any(item, HasContent),
        _ => throw Misfit(filter.Path, $"cannot be compared with null by '{OperatorNames.Of(filter.Operator)}'. Use eq, ne or pr"),
    };

    // Who may not read a password must not find it out by asking for its beginnings either (RFC 7643 §7, returned).
    private static void CheckReadable(AttributeTarget target, AttributePath path)
    {
        if (target.Attribute?.Returned is SchemaReturned.Never || target.Sub?.Returned is SchemaReturned.Never)
            throw Misfit(path, "is never returned, and cannot be asked for either. Leave it out of the filter");
    }

    private static bool HasContent(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => false,
        JsonValueKind.String => !value.ValueEquals(""u8),
        JsonValueKind.Array => value.EnumerateArray().Any(HasContent),
        JsonValueKind.Object => value.EnumerateObject().Any(member => HasContent(member.Value)),
        _ => true,
    };

    public static ScimException Misfit(AttributePath path, string rule) =>
        new(400, ScimErrorType.InvalidFilter, $"Filter: the attribute '{path}' {rule}.");
}
