using System.Text.Json.Nodes;
using Sutler.Service.Mapping;
using Sutler.Service.Scoping;

namespace Sutler.Service.Schemas;

/// <summary>
/// What two schema documents say differently, by meaning rather than by line: mappings are told apart by their objects, rows by their target
/// attribute, filters by their name, attributes of directories by theirs; order does not count (S/SCHEMA-7). Pure.
/// </summary>
internal sealed class SchemaDiff
{
    private static readonly string[] FilterLists = ["groups", "inputFilterGroups", "categoryFilterGroups"];
    private readonly List<SchemaDifference> _found = [];

    private SchemaDiff()
    {
    }

    public static IReadOnlyList<SchemaDifference> Compare(JsonObject old, JsonObject now)
    {
        var diff = new SchemaDiff();
        diff.Properties("", (old, now), ["id", "version", "directories", "synchronizationRules"]);
        diff.Rules(old, now);
        diff.Each("attribute", (Attributes(old), Attributes(now)), (place, before, after) => diff.Whole("attribute", place, (before, after)));
        return diff._found;
    }

    private void Rules(JsonObject old, JsonObject now)
    {
        var rules = (By(old.Objects("synchronizationRules"), RuleName), By(now.Objects("synchronizationRules"), RuleName));
        Each("rule", rules, (place, before, after) => Properties(place, (before, after), ["id", "objectMappings"]));
        Each("objectMapping", (Mappings(old), Mappings(now)), Mapping);
    }

    private void Mapping(string place, JsonObject before, JsonObject after)
    {
        Properties(place, (before, after), ["attributeMappings", "scope"]);
        Each("row", (Rows(place, before), Rows(place, after)), (row, one, other) => Properties(row, (one, other), [], "row"));
        foreach (var list in FilterLists)
            Each("filter", (Filters(place, before, list), Filters(place, after, list)), (filter, one, other) => Whole("filter", filter, (one, other)));
    }

    private void Each(string what, (Dictionary<string, JsonObject> Old, Dictionary<string, JsonObject> New) of, Action<string, JsonObject, JsonObject> both)
    {
        foreach (var (place, before) in of.Old)
        {
            if (of.New.TryGetValue(place, out var after))
                both(place, before, after);
            else
                _found.Add(new SchemaDifference(SchemaDifference.Removed, what, place, (before.DeepClone(), null)));
        }

        foreach (var (place, after) in of.New.Where(pair => !of.Old.ContainsKey(pair.Key)))
            _found.Add(new SchemaDifference(SchemaDifference.Added, what, place, (null, after.DeepClone())));
    }

    private void Properties(string place, (JsonObject Old, JsonObject New) of, string[] except, string what = "property")
    {
        foreach (var name in of.Old.Select(pair => pair.Key).Union(of.New.Select(pair => pair.Key), StringComparer.Ordinal).Except(except, StringComparer.Ordinal))
            Whole(what, place.Length == 0 ? name : $"{place}/{name}", (of.Old[name], of.New[name]));
    }

    private void Whole(string what, string place, (JsonNode? Old, JsonNode? New) of)
    {
        if (!JsonNode.DeepEquals(of.Old, of.New))
            _found.Add(new SchemaDifference(SchemaDifference.Changed, what, place, (of.Old?.DeepClone(), of.New?.DeepClone())));
    }

    private static string RuleName(JsonObject rule) => rule.Text("name") ?? rule.Text("id") ?? "rule";

    private static Dictionary<string, JsonObject> Mappings(JsonObject document) => By(
        document.Objects("synchronizationRules").SelectMany(rule => rule.Objects("objectMappings").Select(mapping => (Rule: RuleName(rule), Mapping: mapping))),
        pair => $"{pair.Rule}/{pair.Mapping.Text("sourceObjectName")}→{pair.Mapping.Text("targetObjectName")}",
        pair => pair.Mapping);

    private static Dictionary<string, JsonObject> Rows(string place, JsonObject mapping) =>
        By(mapping.Objects("attributeMappings"), row => $"{place}/{row.Text("targetAttributeName")}");

    private static Dictionary<string, JsonObject> Filters(string place, JsonObject mapping, string list) => By(
        mapping.Part("scope").Objects(list).Select((group, index) => (Name: ScopeReader.NameOf(group, index), Group: group)),
        pair => $"{place}/scope/{list}/{pair.Name}",
        pair => pair.Group);

    private static Dictionary<string, JsonObject> Attributes(JsonObject document) => By(
        document.Objects("directories").SelectMany(directory => directory.Objects("objects").SelectMany(one => one.Objects("attributes")
            .Select(attribute => (Place: $"directories/{directory.Text("name")}/{one.Text("name")}/{attribute.Text("name")}", Attribute: attribute)))),
        pair => pair.Place,
        pair => pair.Attribute);

    private static Dictionary<string, JsonObject> By(IEnumerable<JsonObject> items, Func<JsonObject, string> name) => By(items, name, item => item);

    /// <summary>Two of one name are told apart by a number, so that none is lost.</summary>
    private static Dictionary<string, JsonObject> By<T>(IEnumerable<T> items, Func<T, string> name, Func<T, JsonObject> part)
    {
        var named = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            var key = name(item);
            for (var number = 2; !named.TryAdd(key, part(item)); number++)
                key = $"{name(item)}#{number}";
        }

        return named;
    }
}
