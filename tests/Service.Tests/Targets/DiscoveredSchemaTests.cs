using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Service.Targets;

namespace Sutler.Service.Tests.Targets;

/// <summary>What becomes of a target's schemas (S/SCHEMA-6, S/SCIM-27).</summary>
public sealed class DiscoveredSchemaTests
{
    private const string Schemas = """
        [
          {"id":"urn:ietf:params:scim:schemas:core:2.0:User","attributes":[
            {"name":"userName","type":"string","required":true,"caseExact":false,"mutability":"readWrite"},
            {"name":"active","type":"boolean"},
            {"name":"groups","type":"complex","multiValued":true,"mutability":"readOnly","subAttributes":[{"name":"value"},{"name":"$ref","type":"reference"}]},
            {"name":"name","type":"complex","subAttributes":[{"name":"givenName","type":"string"},{"name":"familyName","type":"string"}]},
            {"name":"emails","type":"complex","multiValued":true,"subAttributes":[{"name":"value","type":"string"},{"name":"primary","type":"boolean"},{"name":"type","canonicalValues":["work","home"]}]}]},
          {"id":"urn:x:Contoso:2.0:User","attributes":[{"name":"badge","type":"integer","mutability":"immutable","caseExact":true}, {"name":"boss","type":"complex","subAttributes":[{"name":"value"},{"name":"$ref","type":"reference"}]}]}
        ]
        """;

    [Fact]
    public void Gives_every_attribute_a_path_a_type_and_its_rules()
    {
        var user = Objects("""[{"name":"User","endpoint":"/People","schema":"urn:ietf:params:scim:schemas:core:2.0:User","schemaExtensions":[{"schema":"urn:x:Contoso:2.0:User"}]}]""").ShouldHaveSingleItem();

        user["metadata"]![0]!["value"]!.ToString().ShouldBe("/People");
        user["attributes"]!.AsArray().Select(Line).ShouldBe(
        [
            "id String ReadOnly", "userName String ReadWrite", "active Boolean ReadWrite", "groups Reference ReadOnly", "name.givenName String ReadWrite", "name.familyName String ReadWrite",
            "emails[type eq \"work\"].value String ReadWrite", "emails[type eq \"home\"].value String ReadWrite", "urn:x:Contoso:2.0:User:badge Integer Immutable", "urn:x:Contoso:2.0:User:boss Reference ReadWrite",
        ]);
        user["attributes"]!.AsArray().Count(attribute => attribute!["anchor"]!.GetValue<bool>()).ShouldBe(1);
        user["attributes"]![1]!["required"]!.GetValue<bool>().ShouldBeTrue();

        static string Line(JsonNode? attribute) => $"{attribute!["name"]} {attribute["type"]} {attribute["mutability"]}";
    }

    [Theory]
    [InlineData("[]", 1)]
    [InlineData("""[{"name":"Ghost","schema":"urn:none"},{"name":7},"text"]""", 0)]
    public void Makes_do_with_what_is_there(string types, int objects) => Objects(types).Count.ShouldBe(objects);

    private static IReadOnlyList<JsonObject> Objects(string types) =>
        DiscoveredSchema.Objects([.. JsonElement.Parse(Schemas).EnumerateArray()], [.. JsonElement.Parse(types).EnumerateArray()]);
}
