using System.Globalization;
using Sutler.Expressions;
using Sutler.Expressions.Values;
using Sutler.Service.Planning;

namespace Sutler.Service.Mapping;

/// <summary>Computes the value from the object's attributes, as an expression of the mapping language says.</summary>
internal sealed class ExpressionSource(Expression expression, TimeProvider clock) : IMappingSource
{
    private readonly EvaluationContext _context = new() { Clock = clock };

    /// <summary>Reads the expression; refuses it with the target attribute's name when it is malformed or reads what no user has.</summary>
    public static ExpressionSource Parse(string target, string text)
    {
        var parsed = Expression.Parse(text);
        if (parsed.Expression is not { } expression)
            throw SchemaReader.Refuse(target, $"has an expression that cannot be read ({parsed.Error?.Message})");
        foreach (var attribute in expression.Attributes)
            SchemaReader.CheckAttribute(target, attribute);
        return new ExpressionSource(expression, TimeProvider.System);
    }

    public object? Evaluate(SourceObject source)
    {
        var result = expression.Evaluate(new DelegateSource(name => ToValue(source.Value(name))), _context);
        if (result.Error is { } error)
            throw new MappingException(error.Message);
        return result.LeavesFlow ? null : FromValue(result.Candidates.Count > 0 ? result.Candidates[0] : result.Value);
    }

    private static ExpressionValue ToValue(object? value) => value switch
    {
        null => ExpressionValue.Null,
        bool flag => ExpressionValue.Of(flag),
        string[] many => ExpressionValue.List([.. many.Select(ExpressionValue.Of)]),
        decimal number when decimal.IsInteger(number) && number is >= long.MinValue and <= long.MaxValue => ExpressionValue.Of((long)number),
        _ => ExpressionValue.Of(Convert.ToString(value, CultureInfo.InvariantCulture)),
    };

    private static object? FromValue(ExpressionValue value) => value.Kind switch
    {
        ExpressionValueKind.Null => null,
        ExpressionValueKind.List => value.Items.Select(item => item.Text).ToArray(),
        ExpressionValueKind.Boolean => value.Boolean,
        _ => value.Text,
    };
}
