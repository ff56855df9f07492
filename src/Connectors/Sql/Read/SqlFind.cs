using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Model;

namespace Sutler.Connectors.Sql.Read;

/// <summary>Looks objects up by values, many a statement. Statements come in few sizes, filled up with the last value, so that they stay prepared.</summary>
internal static class SqlFind
{
    private static readonly int[] Sizes = [1, 8, 64, 512];

    public static IReadOnlyList<ConnectorObject> Run(SqlSession session, SqlObjectType type, ObjectQuery query)
    {
        if (type.Source.From is null)
            return SqlScan.Run(session, type, query);
        var keys = query.Attribute is { } name ? Values(type, name, query.Values) : Anchors(type, query.Anchors);
        if (keys.Count == 0)
            return [];

        var attribute = query.Attribute is null ? null : type.Find(query.Attribute);
        var width = attribute is null ? type.Anchor.Length : 1;
        var most = Math.Min(Sizes[^1], session.Dialect.MostParameters / width);
        Dictionary<Anchor, SqlRecord> found = [];
        for (var start = 0; start < keys.Count; start += most)
        {
            var chunk = keys.GetRange(start, Math.Min(most, keys.Count - start));
            var size = Size(chunk.Count, most);
            var statement = attribute is null
                ? type.Statement(SqlVerb.ByAnchor, new string([(char)size]))
                : type.Statement(SqlVerb.ByValue, new string([(char)attribute.Ordinal, (char)size]));
            Read(session, type, (statement, chunk), found);
        }

        new SqlChildReader(session, type).Fill([.. found.Values], type.Children);
        return [.. found.Values.Select(record => record.Object)];
    }

    /// <summary>The number of values that a statement for this many has.</summary>
    public static int Size(int count, int most) => Math.Min(most, Sizes.First(candidate => candidate >= count));

    private static void Read(SqlSession session, SqlObjectType type, (SqlStatement Statement, List<object[]> Keys) ask, Dictionary<Anchor, SqlRecord> found)
    {
        var command = session.Command(ask.Statement);
        for (var parameter = 0; parameter < ask.Statement.Parameters;)
        {
            var width = ask.Keys[0].Length;
            foreach (var value in ask.Keys[Math.Min(parameter / width, ask.Keys.Count - 1)])
                session.Dialect.Assign(command.Parameters[parameter++], value);
        }

        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            if (SqlRow.Read(reader, type) is { } row)
                found.TryAdd(row.Object.Anchor, row);
        }
    }

    private static List<object[]> Values(SqlObjectType type, string name, IReadOnlyList<object> values)
    {
        var attribute = type.Find(name)
            ?? throw new ConnectorException(new ConnectorError(
                ConnectorErrorKind.Invalid, $"Object type '{type.Name}' has no attribute '{name}'. Use one of its schema.")
            { Attribute = name });
        List<object[]> keys = new(values.Count);
        foreach (var value in values)
        {
            // A value that the column cannot hold is held by no row.
            if (type.Dialect.ToColumn(attribute, value, out var fault) is { } column && fault is null)
                keys.Add([column]);
        }

        return keys;
    }

    private static List<object[]> Anchors(SqlObjectType type, IReadOnlyList<Anchor> anchors)
    {
        List<object[]> keys = new(anchors.Count);
        foreach (var anchor in anchors)
        {
            if (SqlAnchor.ToColumns(type, anchor) is { } columns)
                keys.Add(columns);
        }

        return keys;
    }
}
