using System.Globalization;
using Sutler.Expressions;
using Sutler.Expressions.Values;

namespace Sutler.Service.Mapping;

/// <summary>Computes the value from the object's attributes, as an expression of the mapping language says.</summary>
internal sealed class ExpressionSource(Expression expression, EvaluationContext context) : IMappingSource
{
    public Expression Expression => expression;

    public MappedValue Map(Func<string, object?> read)
    {
        var result = expression.Evaluate(new DelegateSource(name => ToValue(read(name))), context);
        if (result.Error is { } error)
            throw new MappingException(error.Message);
        return new MappedValue(FromValue(result.Value))
        {
            Candidates = result.Candidates.Count > 0 ? [.. result.Candidates.Select(candidate => candidate.Text)] : null,
            LeavesFlow = result.LeavesFlow,
            IsRedacted = result.IsRedacted,
        };
    }

    public static ExpressionValue ToValue(object? value) => value switch
    {
        null => ExpressionValue.Null,
        bool flag => ExpressionValue.Of(flag),
        string[] many => ExpressionValue.List([.. many.Select(ExpressionValue.Of)]),
        ComplexValue[] many => ExpressionValue.List([.. many.Select(Record)]),
        decimal number when decimal.IsInteger(number) && number is >= long.MinValue and <= long.MaxValue => ExpressionValue.Of((long)number),
        _ => ExpressionValue.Of(Convert.ToString(value, CultureInfo.InvariantCulture)),
    };

    public static object? FromValue(ExpressionValue value) => value.Kind switch
    {
        ExpressionValueKind.Null => null,
        ExpressionValueKind.List when value.Items.Any(item => item.Parts is not null) => value.Items.Select(Complex).ToArray(),
        ExpressionValueKind.List => value.Items.Select(item => item.Text).ToArray(),
        ExpressionValueKind.Record => new[] { Complex(value) },
        ExpressionValueKind.Boolean => value.Boolean,
        _ => value.Text,
    };

    private static ExpressionValue Record(ComplexValue value) =>
        ExpressionValue.Record(value.Parts.ToDictionary(part => part.Key, part => ToValue(part.Value), StringComparer.Ordinal));

    private static ComplexValue Complex(ExpressionValue value) => new(
        value.Parts is { } parts
            ? parts.Where(part => !part.Value.IsNull).ToDictionary(part => part.Key, part => FromValue(part.Value)!, StringComparer.Ordinal)
            : new Dictionary<string, object>(StringComparer.Ordinal) { ["value"] = value.Text });
}
