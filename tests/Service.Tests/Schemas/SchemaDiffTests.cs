using System.Text.Json.Nodes;
using Sutler.Service.Schemas;

namespace Sutler.Service.Tests.Schemas;

public sealed class SchemaDiffTests
{
    private const string Mapping = "USER_OUTBOUND_USER/User→User";
    private const string Rows = "synchronizationRules/0/objectMappings/0/attributeMappings";

    [Theory]
    [InlineData($"{Rows}/3", null, "removed row", $"{Mapping}/displayName")]
    [InlineData($"{Rows}/3/source/name", "\"mail\"", "changed row", $"{Mapping}/displayName/source")]
    [InlineData($"{Rows}/3/nullPolicy", "\"clear\"", "changed row", $"{Mapping}/displayName/nullPolicy")]
    [InlineData("synchronizationRules/0/objectMappings/0/scope", """{"groups":[{"name":"Sales","clauses":[]}]}""", "added filter", $"{Mapping}/scope/groups/Sales")]
    [InlineData("synchronizationRules/0/objectMappings/0/enabled", "false", "changed property", $"{Mapping}/enabled")]
    [InlineData("synchronizationRules/1/objectMappings/0", null, "removed objectMapping", "GROUP_OUTBOUND_GROUP/Group→Group")]
    [InlineData("synchronizationRules/0/priority", "7", "changed property", "USER_OUTBOUND_USER/priority")]
    [InlineData("directories/1/objects/0/attributes/3/type", "\"String\"", "changed attribute", "directories/SCIM/User/active")]
    [InlineData("lookupTables", """{"t":{}}""", "changed property", "lookupTables")]
    [InlineData("version", "\"9\"", null, null)]
    public void Names_what_differs(string place, string? instead, string? kind, string? where)
    {
        var old = SchemaLintTests.Template("scim");
        var now = SchemaLintTests.Template("scim");
        SchemaLintTests.Put(now, place.Split('/'), instead);
        var found = SchemaDiff.Compare(old, now);
        if (kind is null)
        {
            found.ShouldBeEmpty();
            return;
        }

        var one = found.ShouldHaveSingleItem();
        ($"{one.Kind} {one.What}", one.Place).ShouldBe((kind, where));
        JsonNode.DeepEquals(one.Values.Old, one.Values.New).ShouldBeFalse();
    }

    [Fact]
    public void Order_does_not_count_and_two_of_a_name_are_both_seen()
    {
        var old = SchemaLintTests.Template("scim");
        var now = SchemaLintTests.Template("scim");
        var rows = now["synchronizationRules"]![0]!["objectMappings"]![0]!["attributeMappings"]!.AsArray();
        var first = rows[0]!;
        rows.RemoveAt(0);
        rows.Add(first);
        SchemaDiff.Compare(old, now).ShouldBeEmpty();
        rows.Add(first.DeepClone());
        SchemaDiff.Compare(old, now).ShouldHaveSingleItem().Place.ShouldEndWith("externalId#2");
    }
}
