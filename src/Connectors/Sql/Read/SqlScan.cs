using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Model;

namespace Sutler.Connectors.Sql.Read;

/// <summary>Finds objects of a type that can only be read whole, by a procedure, by looking at each.</summary>
internal static class SqlScan
{
    private const int PageSize = 5000;

    public static IReadOnlyList<ConnectorObject> Run(SqlSession session, SqlObjectType type, ObjectQuery query)
    {
        var anchors = query.Anchors.ToHashSet();
        var attribute = query.Attribute is { } name
            ? type.Find(name) ?? throw new ConnectorException(new ConnectorError(ConnectorErrorKind.Invalid, $"Object type '{type.Name}' has no attribute '{name}'. Use one of its schema."))
            : null;
        return [.. All(session, type).Where(found => attribute is null ? anchors.Contains(found.Object.Anchor) : Matches(attribute, found.Object, query.Values)).Select(found => found.Object)];
    }

    public static IEnumerable<SqlRecord> All(SqlSession session, SqlObjectType type)
    {
        var pages = new SqlPages(type, PageSize);
        while (!pages.IsAtEnd)
        {
            foreach (var record in pages.Next(session))
                yield return record;
        }
    }

    private static bool Matches(SqlAttribute attribute, ConnectorObject found, IReadOnlyList<object> values) =>
        found.Attributes.TryGetValue(attribute.Name, out var value) && values.Any(wanted => wanted is string text && value is string own
            ? string.Equals(text, own, attribute.Schema.CaseExact ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase)
            : SqlKey.Same(value, wanted));
}
