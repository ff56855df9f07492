using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Sutler.Connectors.Sql.Settings;

/// <summary>
/// Puts the values of <c>macros</c> in the place of <c>@SERVER</c>, <c>@DBNAME</c> and <c>@SCHEMA</c> wherever they stand below the object types
/// (H/SQL-58). They become part of names, so only what a plain name has is allowed in them.
/// </summary>
internal static partial class SqlMacros
{
    private static readonly string[] Names = ["SERVER", "DBNAME", "SCHEMA"];

    public static JsonObject Apply(JsonObject settings, List<string> faults)
    {
        if (settings["macros"] is null)
            return settings;
        var reader = new SettingsReader(settings, "", faults).Child("macros");
        if (reader is null)
            return settings;

        reader.RefuseUnknown(Names);
        var values = Names.Where(reader.Has).ToDictionary(name => name, name => reader.Text(name) ?? "", StringComparer.Ordinal);
        foreach (var (name, _) in values.Where(pair => !PlainName().IsMatch(pair.Value)))
            reader.Fault(name, "is not a plain name. Use letters, digits, _, $, # and - only.");
        var copy = (JsonObject)settings.DeepClone();
        if (copy["objectTypes"] is { } types)
            copy["objectTypes"] = Replace(types, values);
        return copy;
    }

    private static JsonNode? Replace(JsonNode node, Dictionary<string, string> values) => node switch
    {
        JsonObject inner => new JsonObject(inner.Select(pair => KeyValuePair.Create(pair.Key, pair.Value is null ? null : Replace(pair.Value, values)))),
        JsonArray items => new JsonArray([.. items.Select(item => item is null ? null : Replace(item, values))]),
        _ when node.GetValueKind() is JsonValueKind.String => Macro().Replace(node.GetValue<string>(), match => values.GetValueOrDefault(match.Groups["name"].Value, match.Value)),
        _ => node.DeepClone(),
    };

    [GeneratedRegex("@(?<name>SERVER|DBNAME|SCHEMA)(?![A-Za-z0-9_])", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Macro();

    [GeneratedRegex("^[A-Za-z0-9_$#-]{1,128}$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PlainName();
}
