using System.Text.Json.Nodes;
using Sutler.Connectors.Sdk;

namespace Sutler.Host.Admin;

/// <summary>What a target holds, as JSON.</summary>
internal static class TargetJson
{
    public static JsonObject Of(TargetContents contents) => new()
    {
        ["tables"] = new JsonArray([.. contents.Tables.Select(Of)]),
        ["objectTypes"] = contents.ObjectTypes.DeepClone(),
        ["complete"] = contents.IsWhole,
    };

    private static JsonObject Of(TargetTable table) => new()
    {
        ["name"] = table.Name,
        ["view"] = table.IsView,
        ["key"] = Names(table.Key),
        ["columns"] = new JsonArray([.. table.Columns.Select(SchemaJson.Of)]),
        ["links"] = new JsonArray([.. table.Links.Select(link => new JsonObject { ["columns"] = Names(link.Columns), ["table"] = link.Table, ["key"] = Names(link.Key) })]),
    };

    private static JsonArray Names(IEnumerable<string> names) => [.. names.Select(name => (JsonNode)name)];
}
