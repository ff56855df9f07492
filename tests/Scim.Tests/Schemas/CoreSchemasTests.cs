using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Scim.Schemas;

namespace Sutler.Scim.Tests.Schemas;

public class CoreSchemasTests
{
    /// <summary>Where the figure contradicts the text of RFC 7643, by path and characteristic.</summary>
    private static readonly Dictionary<string, string> _corrected = new(StringComparer.Ordinal)
    {
        // §2.3.7: a reference is case exact.
        ["profileUrl caseExact"] = "true",
        ["groups.$ref caseExact"] = "true",
        ["members.$ref caseExact"] = "true",
        ["manager.$ref caseExact"] = "true",
        // §3.1: ids are case exact, and these values are ids.
        ["groups.value caseExact"] = "true",
        ["members.value caseExact"] = "true",
        ["manager.value caseExact"] = "true",
        // §4.3: both are recommended.
        ["manager.value required"] = "false",
        ["manager.$ref required"] = "false",
    };

    [Theory]
    [InlineData("user", CoreSchemas.UserUrn)]
    [InlineData("enterprise_user", CoreSchemas.EnterpriseUserUrn)]
    [InlineData("group", CoreSchemas.GroupUrn)]
    public void Holds_what_the_figure_holds_but_for_its_contradictions(string figure, string urn)
    {
        var expected = JsonNode.Parse(SharedData.Read($"rfc/rfc7643-8.7.1-schema-{figure}.json"))!;
        var schema = CoreSchemas.Find(urn.ToUpperInvariant())!;

        (schema.Id, schema.Name, schema.Description).ShouldBe(((string)expected["id"]!, (string)expected["name"]!, (string)expected["description"]!));
        Describe(schema.Attributes, "").ShouldBe(Describe(expected["attributes"]!.AsArray(), ""));
    }

    [Fact]
    public void Describes_every_attribute() =>
        CoreSchemas.All.SelectMany(schema => schema.Attributes).SelectMany(attribute => attribute.SubAttributes.Append(attribute))
            .Where(attribute => attribute.Description.Length == 0).ShouldBeEmpty();

    [Fact]
    public void Knows_no_other_schema() => CoreSchemas.Find("urn:x").ShouldBeNull();

    private static List<string> Describe(IEnumerable<SchemaAttribute> attributes, string prefix) =>
        [.. attributes.SelectMany(attribute => Describe(attribute, prefix + attribute.Name))];

    private static IEnumerable<string> Describe(SchemaAttribute attribute, string path) =>
    [
        $"{path} type={Camel(attribute.Type)}",
        $"{path} multiValued={Camel(attribute.MultiValued)}",
        $"{path} required={Camel(attribute.Required)}",
        $"{path} caseExact={Camel(attribute.CaseExact)}",
        $"{path} mutability={Camel(attribute.Mutability)}",
        $"{path} returned={Camel(attribute.Returned)}",
        $"{path} uniqueness={Camel(attribute.Uniqueness)}",
        $"{path} canonicalValues={string.Join(',', attribute.CanonicalValues)}",
        $"{path} referenceTypes={string.Join(',', attribute.ReferenceTypes)}",
        .. Describe(attribute.SubAttributes, path + "."),
    ];

    private static List<string> Describe(JsonArray attributes, string prefix) =>
        [.. attributes.SelectMany(attribute => Describe(attribute!.AsObject(), prefix + (string)attribute["name"]!))];

    private static IEnumerable<string> Describe(JsonObject attribute, string path) =>
    [
        Line(attribute, path, "type", "string"),
        Line(attribute, path, "multiValued", "false"),
        Line(attribute, path, "required", "false"),
        Line(attribute, path, "caseExact", "false"),
        Line(attribute, path, "mutability", "readWrite"),
        Line(attribute, path, "returned", "default"),
        Line(attribute, path, "uniqueness", "none"),
        Line(attribute, path, "canonicalValues", ""),
        Line(attribute, path, "referenceTypes", ""),
        .. Describe(attribute["subAttributes"]?.AsArray() ?? [], path + "."),
    ];

    private static string Line(JsonObject attribute, string path, string name, string missing)
    {
        var value = attribute[name] is JsonArray names ? string.Join(',', names) : attribute[name]?.ToString() ?? missing;
        return $"{path} {name}={_corrected.GetValueOrDefault($"{path} {name}", value)}";
    }

    private static string Camel<T>(T value)
        where T : notnull => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()!);
}
