using System.Globalization;
using Dapper;
using Sutler.Service.Api;
using Sutler.Service.Directory.Filters;

namespace Sutler.Service.Directory.Queries;

/// <summary>
/// Turns a filter into a condition in SQL with parameters. Columns with an index lead where they can; the rest is read from the document row
/// by row, inside the database. Every test is true or false, never unknown: a missing value is equal to null and to nothing else.
/// </summary>
internal sealed class FilterSql(DirectoryType type, JsonSql json)
{
    private const string Item = "item.value";
    private int _parameters;

    public DynamicParameters Parameters { get; } = new();

    private string Folded => json.Fold(Item);

    public string Translate(FilterTree node) => node switch
    {
        FilterTree.And and => $"({Translate(and.Left)} AND {Translate(and.Right)})",
        FilterTree.Or or => $"({Translate(or.Left)} OR {Translate(or.Right)})",
        FilterTree.Not not => $"(NOT COALESCE({Translate(not.Inner)}, FALSE))",
        FilterTree.Compare compare => Compare(compare),
        FilterTree.In list => In(list),
        FilterTree.Match match => Match(match, Attribute(match.Path)),
        FilterTree.Any any => Any(any),
        _ => throw new InvalidOperationException($"No translation for {node.GetType().Name}."),
    };

    /// <summary>What a sort compares: the first characters of the text, so that the place of a page fits a link; without a value none.</summary>
    public string SortKey(DirectoryAttribute attribute) => attribute.Type switch
    {
        AttributeType.Boolean => $"CAST(COALESCE({Field(attribute, AttributeType.Boolean)}, -1) AS TEXT)",
        AttributeType.TextList => throw ApiException.BadRequest($"$orderby cannot order by {attribute.Name}, which has several values. Use another attribute."),
        _ => json.Fold($"substr(COALESCE({Field(attribute, AttributeType.Text)}, ''), 1, 100)"),
    };

    public string Add(object? value)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"f{_parameters++}");
        Parameters.Add(name, value);
        return "@" + name;
    }

    private string Compare(FilterTree.Compare compare)
    {
        var attribute = Attribute(compare.Path);
        if (compare.Value is null)
            return compare.Operator is "eq" ? Missing(attribute) : $"(NOT {Missing(attribute)})";

        var (field, value) = Operands(attribute, compare.Path, compare.Value, compare.Operator is "eq" or "ne");
        return compare.Operator switch
        {
            "eq" => $"{field} = {Add(value)}",
            "ne" => $"({field} IS NULL OR {field} <> {Add(value)})",
            "gt" => $"{field} > {Add(value)}",
            "ge" => $"{field} >= {Add(value)}",
            "lt" => $"{field} < {Add(value)}",
            _ => $"{field} <= {Add(value)}",
        };
    }

    private string In(FilterTree.In list)
    {
        var attribute = Attribute(list.Path);
        var operands = list.Values.OfType<object>().Select(value => Operands(attribute, list.Path, value, equality: true)).ToList();
        var parts = operands.GroupBy(operand => operand.Field, StringComparer.Ordinal)
            .Select(same => $"{same.Key} IN ({string.Join(", ", same.Select(operand => Add(operand.Value)))})");
        return $"({string.Join(" OR ", list.Values.Contains(null) ? parts.Append(Missing(attribute)) : parts)})";
    }

    private string Match(FilterTree.Match match, DirectoryAttribute attribute)
    {
        _ = Operands(attribute, match.Path, match.Text, equality: false);
        return $"{json.Fold(Field(attribute, AttributeType.Text))} LIKE {Add(Pattern(match.Function, TextFold.Of(match.Text)))} ESCAPE '\\'";
    }

    private string Any(FilterTree.Any any)
    {
        var attribute = Attribute(any.Path);
        if (attribute.Type is not (AttributeType.TextList or AttributeType.Any))
            throw Refuse(any.Path, $"{attribute.Name} has one value, so 'any' does not fit. Compare it itself");
        var test = any.Test is null ? "" : " WHERE " + new Inner(this).Translate(any.Test);
        return $"EXISTS (SELECT 1 FROM {json.Items(attribute.Name)} item{test})";
    }

    private DirectoryAttribute Attribute(FilterPath path) =>
        type.Find(path.Name) ?? throw Refuse(path, $"'{path.Name}' is no attribute of a {type.Name}. Use a name of the directory, or one that starts with {UserAttribute.ExtensionPrefix}");

    private string Missing(DirectoryAttribute attribute) => attribute switch
    {
        { Column: { } column } => $"({column} IS NULL)",
        { Type: AttributeType.Any } => $"(NOT {Exists(attribute)})",
        { Type: AttributeType.TextList } => $"(NOT EXISTS (SELECT 1 FROM {json.Items(attribute.Name)} item))",
        _ => $"({Field(attribute, attribute.Type)} IS NULL)",
    };

    private string Exists(DirectoryAttribute attribute) => $"({json.Exists(attribute.Name)})";

    private (string Field, object Value) Operands(DirectoryAttribute attribute, FilterPath path, object value, bool equality)
    {
        var fits = (attribute.Type, value) switch
        {
            (AttributeType.Text or AttributeType.Any, string) => true,
            (AttributeType.Boolean or AttributeType.Any, bool) => true,
            (AttributeType.Any, decimal) => true,
            (AttributeType.Time, DateTimeOffset or string) => true,
            (AttributeType.Any, DateTimeOffset) => true,
            _ => false,
        };
        if (!fits)
            throw Refuse(path, $"{attribute.Name} takes {Wanted(attribute.Type)}");
        return value switch
        {
            bool flag => (Field(attribute, AttributeType.Boolean), flag ? 1 : 0),
            decimal number => (Field(attribute, AttributeType.Any), (double)number),
            DateTimeOffset time => (json.Exact(Field(attribute, AttributeType.Text)), DirectoryTime.Text(time)!),
            _ => TextOperands(attribute, (string)value, equality),
        };
    }

    private (string Field, object Value) TextOperands(DirectoryAttribute attribute, string value, bool equality)
    {
        if (attribute.CaseExact)
            return equality ? (attribute.Column!, value) : (json.Exact(Field(attribute, AttributeType.Text)), value);
        return equality && attribute.KeyColumn is { } key
            ? (key, UserRow.Key(value))
            : (json.Fold(Field(attribute, AttributeType.Text)), TextFold.Of(value));
    }

    private string Field(DirectoryAttribute attribute, AttributeType wanted) => attribute.Column ?? wanted switch
    {
        AttributeType.Boolean => json.Boolean(attribute.Name),
        AttributeType.Any => json.Number(attribute.Name),
        _ => json.Text(attribute.Name),
    };

    private static string Pattern(string function, string text) => function switch
    {
        "startsWith" => TextFold.Pattern(text) + "%",
        "endsWith" => "%" + TextFold.Pattern(text),
        _ => "%" + TextFold.Pattern(text) + "%",
    };

    private static string Wanted(AttributeType type) => type switch
    {
        AttributeType.Boolean => "true or false",
        AttributeType.Time => "a time such as 2026-01-31T00:00:00Z",
        AttributeType.TextList => "several values; write attribute/any(v:v eq 'x')",
        _ => "text in single quotes",
    };

    private static ApiException Refuse(FilterPath path, string rule) => ApiException.BadRequest($"$filter cannot be used at character {path.Position}: {rule}.");

    /// <summary>Tests of one value of a list, which is always text.</summary>
    private sealed class Inner(FilterSql outer)
    {
        private readonly string _value = outer.Folded;

        public string Translate(FilterTree node) => node switch
        {
            FilterTree.And and => $"({Translate(and.Left)} AND {Translate(and.Right)})",
            FilterTree.Or or => $"({Translate(or.Left)} OR {Translate(or.Right)})",
            FilterTree.Not not => $"(NOT {Translate(not.Inner)})",
            FilterTree.Compare { Value: string text } compare => $"({_value} {Sign(compare.Operator)} {outer.Add(TextFold.Of(text))})",
            FilterTree.In list when list.Values.All(value => value is string) => $"({string.Join(" OR ", list.Values.Select(value => $"{_value} = {outer.Add(TextFold.Of((string)value!))}"))})",
            FilterTree.Match match => $"({_value} LIKE {outer.Add(Pattern(match.Function, TextFold.Of(match.Text)))} ESCAPE '\\')",
            FilterTree.Compare compare => throw Refuse(compare.Path, "the values of a list are compared with text in single quotes"),
            _ => throw ApiException.BadRequest("$filter cannot be used: within any, values are compared with text in single quotes."),
        };

        private static string Sign(string name) => name switch { "eq" => "=", "ne" => "<>", "gt" => ">", "ge" => ">=", "lt" => "<", _ => "<=" };
    }
}
