using System.Data.Common;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Model;

namespace Sutler.Connectors.Sql.Read;

/// <summary>
/// Pages of a query or procedure that pages itself: by index (<c>@StartIndex</c>, <c>@EndIndex</c>), or after the last key (<c>@After</c>,
/// <c>@PageSize</c>). One that does neither returns everything at once. Ends at the first page without a row (H/SQL-53).
/// </summary>
internal sealed class SqlPages(SqlObjectType type, int pageSize)
{
    private readonly SqlTemplate _template = type.Source.Pages!;
    private long _start = 1;
    private object[]? _last;

    public bool IsAtEnd { get; private set; }

    /// <summary>The next rows; none at the end.</summary>
    /// <exception cref="ConnectorException">A column is missing, a value does not fit, or the query returns the same page again.</exception>
    public List<SqlRecord> Next(SqlSession session)
    {
        var command = session.Bind(_template.Statement, _template.Bind(Value));
        List<SqlRecord> records = [];
        var rows = 0;
        using (var reader = command.ExecuteReader())
        {
            var map = Map(reader);
            while (reader.Read())
            {
                rows++;
                if (SqlRow.Read(new SqlCells(reader, 0, map), type) is { } record)
                    records.Add(record);
            }
        }

        Advance(rows, records);
        return records;
    }

    private void Advance(int rows, List<SqlRecord> records)
    {
        var byIndex = _template.Uses(SqlPaging.StartIndex) || _template.Uses(SqlPaging.EndIndex);
        var byKey = _template.Values.Any(value => value.Name?.StartsWith(SqlPaging.After, StringComparison.OrdinalIgnoreCase) is true);
        IsAtEnd = rows == 0 || !(byIndex || byKey);
        _start += pageSize;
        if (!byKey || records.Count == 0)
            return;
        if (_last is not null && new SqlKey(_last).Equals(new SqlKey(records[^1].Key)))
        {
            throw new ConnectorException(new ConnectorError(
                ConnectorErrorKind.Invalid, $"Object type '{type.Name}': import: the query returned the same page again. Order it by the anchor, and compare the anchor with @After."));
        }

        _last = records[^1].Key;
    }

    private object? Value(string name) => name.ToUpperInvariant() switch
    {
        "STARTINDEX" => _start,
        "ENDINDEX" => _start + pageSize - 1,
        "PAGESIZE" => (long)pageSize,
        "AFTER" or "AFTER1" => _last?[0],
        "AFTER2" => _last?[1],
        "AFTER3" => _last?[2],
        _ => null,
    };

    private int[] Map(DbDataReader reader)
    {
        var places = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var place = 0; place < reader.FieldCount; place++)
            places.TryAdd(reader.GetName(place), place);
        return [.. type.Attributes.Take(type.Readable).Select(attribute => places.TryGetValue(attribute.Column.Name, out var place)
            ? place
            : throw new ConnectorException(new ConnectorError(
                ConnectorErrorKind.Invalid, $"Object type '{type.Name}': import: the result has no column '{attribute.Column.Name}' any more. Return it, or read the schema again.")))];
    }
}
