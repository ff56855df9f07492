using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace Sutler.Service.Mapping;

/// <summary>Reads <c>lookupTables</c> of a schema document, which <c>x.Lookup()</c> reads: table name → key → value.</summary>
internal static class LookupTables
{
    public const string Property = "lookupTables";
    private const int MostTables = 100;
    private const int MostEntries = 20_000;

    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Read(JsonObject document)
    {
        if (document[Property] is null)
            return FrozenDictionary<string, IReadOnlyDictionary<string, string>>.Empty;
        if (document[Property] is not JsonObject tables)
            throw SchemaReader.Refuse(Property, "is no object of tables");
        if (tables.Count > MostTables)
            throw SchemaReader.Refuse(Property, $"holds more than {MostTables} tables");
        return tables.ToFrozenDictionary(table => table.Key, table => (IReadOnlyDictionary<string, string>)Entries(table.Key, table.Value), StringComparer.Ordinal);
    }

    private static FrozenDictionary<string, string> Entries(string name, JsonNode? table)
    {
        if (table is not JsonObject entries)
            throw SchemaReader.Refuse($"{Property}.{name}", "is no object of keys and values");
        if (entries.Count > MostEntries)
            throw SchemaReader.Refuse($"{Property}.{name}", $"holds more than {MostEntries} entries");
        return entries.ToFrozenDictionary(
            entry => entry.Key,
            entry => entries.Text(entry.Key) ?? throw SchemaReader.Refuse($"{Property}.{name}.{entry.Key}", "is no text"),
            StringComparer.Ordinal);
    }
}
