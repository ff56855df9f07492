using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Model;

namespace Sutler.Connectors.Sql.Read;

/// <summary>
/// Reads a table page by page in the order of its anchor, each page after the last row of the one before: no offset that shifts when rows
/// come or go, and no transaction held from page to page. A row present all through is seen exactly once.
/// </summary>
internal sealed class SqlImport(SqlObjectType type, int pageSize)
{
    private object[]? _last;

    public bool IsAtEnd { get; private set; }

    public IReadOnlyList<ConnectorObject> NextPage(SqlSession session)
    {
        var command = session.Command(type.Statement(_last is null ? SqlVerb.FirstPage : SqlVerb.NextPage, ""));
        command.Parameters[0].Value = (long)pageSize;
        for (var index = 0; index < _last?.Length; index++)
            command.Parameters[index + 1].Value = _last[index];

        using var reader = command.ExecuteReader();
        List<ConnectorObject> objects = [];
        object[]? last = null;
        var rows = 0;
        while (reader.Read())
        {
            rows++;
            if (SqlRow.Read(reader, type) is { } found)
                objects.Add(found);
            if (rows == pageSize)
                last = [.. type.Anchor.Select(attribute => reader.GetValue(attribute.Ordinal))];
        }

        IsAtEnd = rows < pageSize;
        _last = last;
        return objects;
    }
}
