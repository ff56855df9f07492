using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Model;

namespace Sutler.Connectors.Sql.Read;

/// <summary>
/// Reads a table page by page in the order of its anchor, each page after the last row of the one before: no offset that shifts when rows
/// come or go, and no transaction held from page to page. A row present all through is seen exactly once. The values of a page's objects
/// that stand in child tables take one statement a table.
/// </summary>
internal sealed class SqlImport(SqlObjectType type, int pageSize)
{
    private readonly SqlPages? _pages = type.Source.Pages is null ? null : new(type, pageSize);
    private readonly Queue<SqlRecord> _waiting = new();
    private object[]? _last;

    public bool IsAtEnd { get; private set; }

    public IReadOnlyList<ConnectorObject> NextPage(SqlSession session) => _pages is null ? NextOfTable(session) : NextOfPages(session, _pages);

    // The source's own pages may be of any size: they are handed out in the size that was asked for.
    private List<ConnectorObject> NextOfPages(SqlSession session, SqlPages pages)
    {
        while (_waiting.Count < pageSize && !pages.IsAtEnd)
        {
            foreach (var record in pages.Next(session))
                _waiting.Enqueue(record);
        }

        List<SqlRecord> records = [];
        while (records.Count < pageSize && _waiting.TryDequeue(out var record))
            records.Add(record);
        IsAtEnd = pages.IsAtEnd && _waiting.Count == 0;
        new SqlChildReader(session, type).Fill(records, type.Children);
        return [.. records.Select(record => record.Object)];
    }

    private List<ConnectorObject> NextOfTable(SqlSession session)
    {
        var command = session.Bind(type.Statement(_last is null ? SqlVerb.FirstPage : SqlVerb.NextPage, ""), [(long)pageSize, .. _last ?? []]);

        var before = _last;
        var hasChildren = type.Children.Length > 0;
        List<ConnectorObject> objects = [];
        List<SqlRecord> records = [];
        var rows = 0;
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                rows++;
                if (SqlRow.Read(reader, type) is not { } record)
                {
                    if (rows == pageSize)
                        _last = [.. type.Anchor.Select(attribute => reader.GetValue(attribute.Ordinal))];
                    continue;
                }

                objects.Add(record.Object);
                if (hasChildren)
                    records.Add(record);
                _last = record.Key;
            }
        }

        IsAtEnd = rows < pageSize;
        if (hasChildren)
            new SqlChildReader(session, type).FillRange(records, before);
        return objects;
    }
}
