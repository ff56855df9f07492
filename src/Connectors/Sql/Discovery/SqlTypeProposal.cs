using System.Text.Json.Nodes;
using Sutler.Connectors.Sdk;

namespace Sutler.Connectors.Sql.Discovery;

/// <summary>
/// Proposes object types: one for each table with a key that can be an anchor. A foreign key to another type's anchor becomes a reference; a
/// table that is nothing but a pair of foreign keys becomes a multi-valued reference of the table that its key names first.
/// </summary>
internal static class SqlTypeProposal
{
    public static JsonArray Of(IReadOnlyList<TargetTable> tables)
    {
        var types = Named(tables.Where(table => IsType(table) && !IsPair(table, tables)));
        return [.. types.Select(type => Type(type.Key, type.Value, types, tables))];
    }

    private static bool IsType(TargetTable table) => !table.IsView && table.Key.Count > 0
        && table.Key.All(key => table.Columns.Any(column => column.Name == key && column.Type is AttributeType.String or AttributeType.Integer or AttributeType.Binary));

    // Of two tables of one name in different schemas the second takes its schema along.
    private static Dictionary<TargetTable, string> Named(IEnumerable<TargetTable> tables)
    {
        Dictionary<TargetTable, string> named = [];
        HashSet<string> used = new(StringComparer.OrdinalIgnoreCase);
        foreach (var table in tables)
        {
            var whole = string.Concat(table.Name.Where(character => character is not ('[' or ']')).Select(character => char.IsLetterOrDigit(character) || character is '-' ? character : '_'));
            var last = Providers.QualifiedName.Parse(table.Name).Table;
            var plain = last.Length > 0 && last.All(character => char.IsLetterOrDigit(character) || character is '_' or '-') ? last : whole;
            var name = used.Add(plain) ? plain : whole;
            while (name != plain && !used.Add(name))
                name += "_";
            named.Add(table, name);
        }

        return named;
    }

    private static bool IsPair(TargetTable table, IReadOnlyList<TargetTable> tables) =>
        table.Links is [{ Columns: [var first] } one, { Columns: [var second] } other]
        && table.Columns.Count == 2 && first != second
        && table.Key.Count == 2
        && PointsToAnchor(one, tables) && PointsToAnchor(other, tables);

    private static bool PointsToAnchor(TargetLink link, IReadOnlyList<TargetTable> tables) =>
        tables.FirstOrDefault(table => table.Name == link.Table) is { Key: [var key] } table && IsType(table) && link.Key is [var pointed] && pointed == key;

    private static JsonObject Type(TargetTable table, string name, Dictionary<TargetTable, string> types, IReadOnlyList<TargetTable> tables)
    {
        var type = new JsonObject { ["name"] = name, ["table"] = table.Name, ["anchor"] = new JsonArray([.. table.Key.Select(key => (JsonNode)key)]) };
        var attributes = table.Links
            .Where(link => link.Columns is [var column] && !table.Key.Contains(column) && PointsToAnchor(link, tables))
            .DistinctBy(link => link.Columns[0])
            .Select(link => (JsonNode)new JsonObject { ["name"] = link.Columns[0], ["references"] = NameOf(link, types) });
        Put(type, "attributes", attributes);
        Put(type, "children", tables.Where(pair => IsPair(pair, tables)).SelectMany(pair => Child(pair, table, types)));
        return type;
    }

    private static IEnumerable<JsonNode> Child(TargetTable pair, TargetTable table, Dictionary<TargetTable, string> types)
    {
        var parent = pair.Links.First(link => link.Columns[0] == pair.Key[0]);
        var other = pair.Links.First(link => link.Columns[0] != pair.Key[0]);
        if (parent.Table != table.Name)
            return [];
        return
        [
            new JsonObject
            {
                ["attribute"] = Providers.QualifiedName.Parse(pair.Name).Table,
                ["table"] = pair.Name,
                ["join"] = $"{table.Key[0]}={parent.Columns[0]}",
                ["column"] = other.Columns[0],
                ["references"] = NameOf(other, types),
            },
        ];
    }

    private static string NameOf(TargetLink link, Dictionary<TargetTable, string> types) => types.First(type => type.Key.Name == link.Table).Value;

    private static void Put(JsonObject type, string key, IEnumerable<JsonNode> items)
    {
        JsonArray list = [.. items];
        if (list.Count > 0)
            type[key] = list;
    }
}
