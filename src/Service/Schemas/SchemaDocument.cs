using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Service.Api;
using Sutler.Service.Mapping;

namespace Sutler.Service.Schemas;

/// <summary>
/// The document as it is kept: everything that was sent, known or not, in the order in which it was sent, with the ids and the version that the
/// service gives. Written the same way each time, so that what is read and sent again changes nothing.
/// </summary>
internal static class SchemaDocument
{
    private const int MostCharacters = 4_000_000;

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonObject Read(string text) => text.Length <= MostCharacters
        ? SchemaReader.Parse(text)
        : throw ApiException.BadRequest($"The schema has more than {MostCharacters} characters. Shorten it.");

    public static string Write(JsonObject document) => document.ToJsonString(Compact);

    /// <summary>The document as version <paramref name="version"/> of a job's schema; ids that it lacks are given.</summary>
    public static JsonObject Stamp(JsonObject document, string jobId, long version)
    {
        var stamped = document.DeepClone().AsObject();
        Put(stamped, "id", jobId);
        Put(stamped, "version", version.ToString(CultureInfo.InvariantCulture));
        foreach (var part in stamped.Objects("directories").Concat(stamped.Objects("synchronizationRules")).Where(part => part.Text("id") is null))
            part.Insert(0, "id", part.Text("name") ?? "");
        return stamped;
    }

    /// <summary>Whether two documents say the same, whatever version they are.</summary>
    public static bool IsSame(JsonObject left, JsonObject right) => JsonNode.DeepEquals(Stamp(left, "", 0), Stamp(right, "", 0));

    private static void Put(JsonObject document, string property, string value)
    {
        if (document.ContainsKey(property))
            document[property] = value;
        else
            document.Insert(property is "id" ? 0 : Math.Min(1, document.Count), property, value);
    }
}
