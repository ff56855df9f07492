using System.Globalization;
using Dapper;
using Sutler.Service.Escrow;

namespace Sutler.Service.Api;

/// <summary>A filter as SQL that is the same on every store, with its values as parameters. Text is compared as it stands, case and all (S/LOG-4).</summary>
internal sealed class SqlCondition
{
    private readonly List<string> _values = [];
    private readonly IReadOnlyDictionary<string, FilterColumn> _columns;

    private SqlCondition(IReadOnlyDictionary<string, FilterColumn> columns) => _columns = columns;

    public static readonly SqlCondition None = new(new Dictionary<string, FilterColumn>(StringComparer.Ordinal));

    /// <summary>Empty, or <c> AND (…)</c>.</summary>
    public string Sql { get; private set; } = "";

    /// <exception cref="ApiException">The filter names a property that cannot be filtered by, or compares it in a way it cannot be.</exception>
    public static SqlCondition Of(string? filter, IReadOnlyDictionary<string, FilterColumn> columns)
    {
        var condition = new SqlCondition(columns);
        if (FilterReader.Parse(filter) is { } node)
            condition.Sql = $" AND ({condition.Translate(node)})";
        return condition;
    }

    /// <summary>The parameters of a statement that holds the condition.</summary>
    public DynamicParameters Parameters(object others)
    {
        var parameters = new DynamicParameters(others);
        for (var index = 0; index < _values.Count; index++)
            parameters.Add(Name(index), _values[index]);
        return parameters;
    }

    private string Translate(FilterNode node) => node switch
    {
        FilterNode.Junction both => $"({Translate(both.Left)} {(both.IsAnd ? "AND" : "OR")} {Translate(both.Right)})",
        FilterNode.Negation not => $"NOT ({Translate(not.Inner)})",
        FilterNode.Comparison comparison => Compare(comparison),
        _ => throw new InvalidOperationException("No such node."),
    };

    private string Compare(FilterNode.Comparison comparison)
    {
        if (!_columns.TryGetValue(comparison.Field, out var column))
            throw ApiException.BadRequest($"'{Short(comparison.Field)}' cannot be filtered by. Use one of: {string.Join(", ", _columns.Keys.Order(StringComparer.Ordinal))}.");
        if (comparison.Value is null)
        {
            return comparison.Operator switch
            {
                "eq" => $"{column.Sql} IS NULL",
                "ne" => $"{column.Sql} IS NOT NULL",
                _ => throw ApiException.BadRequest("null can be compared with eq and ne only."),
            };
        }

        if (column.IsTime)
            return CompareTime(comparison, column);
        return column.Words is { } words ? CompareWord(comparison, column, words) : CompareText(comparison, column);
    }

    private string CompareTime(FilterNode.Comparison comparison, FilterColumn column)
    {
        var sign = Sign(comparison.Operator) ?? throw ApiException.BadRequest($"{comparison.Field} is a time: compare it with eq, gt, ge, lt or le.");
        if (!DateTimeOffset.TryParse(comparison.Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            throw ApiException.BadRequest($"'{Short(comparison.Value!)}' is no time. Write it as 2026-01-31T00:00:00Z.");
        return $"{column.Sql} {sign} {Parameter(EscrowStore.Text(time))}";
    }

    private static string CompareWord(FilterNode.Comparison comparison, FilterColumn column, IReadOnlyList<string> words)
    {
        var word = words.FirstOrDefault(word => string.Equals(word, comparison.Value, StringComparison.OrdinalIgnoreCase))
            ?? throw ApiException.BadRequest($"{comparison.Field} is never '{Short(comparison.Value!)}'. It is one of: {string.Join(", ", words)}.");
        return comparison.Operator switch
        {
            "eq" => $"{column.Sql} = '{word}'",
            "ne" => $"{column.Sql} <> '{word}'",
            _ => throw ApiException.BadRequest($"{comparison.Field} can be compared with eq and ne only."),
        };
    }

    private string CompareText(FilterNode.Comparison comparison, FilterColumn column)
    {
        var value = Parameter(comparison.Value!);
        return comparison.Operator switch
        {
            "contains" => $"REPLACE({column.Sql}, {value}, '') <> {column.Sql}",
            "startswith" => $"SUBSTR({column.Sql}, 1, LENGTH({value})) = {value}",
            "endswith" => $"(LENGTH({column.Sql}) >= LENGTH({value}) AND SUBSTR({column.Sql}, LENGTH({column.Sql}) - LENGTH({value}) + 1) = {value})",
            _ => $"{column.Sql} {Sign(comparison.Operator)} {value}",
        };
    }

    private static string? Sign(string name) => name switch
    {
        "eq" => "=",
        "ne" => "<>",
        "gt" => ">",
        "ge" => ">=",
        "lt" => "<",
        "le" => "<=",
        _ => null,
    };

    private string Parameter(string value)
    {
        _values.Add(value);
        return "@" + Name(_values.Count - 1);
    }

    private static string Name(int index) => string.Create(CultureInfo.InvariantCulture, $"filter{index}");

    private static string Short(string text) => text.Length > 60 ? text[..60] + "…" : text;
}
