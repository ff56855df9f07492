using System.Text.Json.Nodes;
using Sutler.Service.Api;
using Sutler.Service.Mapping;

namespace Sutler.Service.Tests.Mapping;

/// <summary>One row of a mapping, in every form that it may have (S/MAP-1 … S/MAP-15, S/MAP-35 … S/MAP-37).</summary>
public sealed class RowReaderTests
{
    private const string Roles = """{"appRoleAssignments":[{"id":"1","value":"admin","displayName":"Admin"}]}""";

    [Theory]
    [InlineData("""{"source":{"type":"Attribute","name":"givenName"}}""", """{"givenName":"Zoë"}""", "Zoë")]
    [InlineData("""{"source":{"type":"Attribute","expression":"[givenName]"}}""", """{"givenName":"Zoë"}""", "Zoë")]
    [InlineData("""{"source":{"name":"givenName"}}""", "{}", null)]
    [InlineData("""{"source":{"type":"Constant","name":"\"x\""}}""", "{}", "x")]
    [InlineData("""{"source":{"type":"Constant","name":"x","expression":"\"x\""}}""", "{}", "x")]
    [InlineData("""{"source":{"type":"Constant","expression":"\"a \\\"b\\\" \\\\c\""}}""", "{}", "a \"b\" \\c")]
    [InlineData("""{"source":null,"defaultValue":"x"}""", "{}", "x")]
    [InlineData("""{"source":{"type":"None"},"defaultValue":"x"}""", "{}", null)]
    [InlineData("""{"source":{"type":"Function","expression":"Append([givenName], \"!\")"}}""", """{"givenName":"Zoë"}""", "Zoë!")]
    [InlineData("""{"source":{"type":"Function","name":"Append","parameters":[{"key":"source","value":{"type":"Attribute","name":"givenName"}},{"key":"suffix","value":{"type":"Constant","name":"\"!\""}}]}}""", """{"givenName":"Zoë"}""", "Zoë!")]
    [InlineData("""{"source":{"type":"Function","name":"Replace","parameters":[{"key":"source","value":{"type":"Attribute","name":"mail"}},{"key":"Find","value":{"type":"Constant","name":"-"}},{"key":"Replacement","value":{"type":"Constant","name":"_"}}]}}""", """{"mail":"a-b"}""", "a_b")]
    [InlineData("""{"source":{"type":"Function","name":"Switch","parameters":[{"key":"source","value":{"type":"Attribute","name":"state"}},{"key":"switchValue","value":{"type":"Constant","name":"NSW"}},{"key":"switchValue","value":{"type":"Constant","name":"Sydney"}},{"key":"switchValue","value":{"type":"Constant","name":"QLD"}},{"key":"switchValue","value":{"type":"Constant","name":"Brisbane"}}]}}""", """{"state":"QLD"}""", "Brisbane")]
    [InlineData("""{"source":{"type":"Function","name":"IIF","parameters":[{"key":"condition","value":{"type":"Function","name":"=","parameters":[{"key":"left","value":{"type":"Attribute","name":"country"}},{"key":"right","value":{"type":"Constant","name":"DE"}}]}},{"key":"valueIfTrue","value":{"type":"Constant","name":"yes"}}]}}""", """{"country":"DE"}""", "yes")]
    public void Reads_every_kind_of_source(string row, string input, string? expected) => Map(row, input).Value.ShouldBe(expected);

    [Fact]
    public void Reads_what_the_engine_is_to_honor()
    {
        var row = Read("""
            {"targetAttributeName":"title","source":{"type":"Attribute","name":"jobTitle"},"defaultValue":"d","flowType":"MultiValueAddOnly","flowBehavior":"FlowAlways",
             "nullPolicy":"clear","driftPolicy":"report","writeIfEmpty":true,"matchingPriority":3}
            """);
        (row.FlowType, row.FlowAlways, row.NullPolicy, row.DriftPolicy, row.WriteIfEmpty, row.MatchingPriority, row.DefaultValue)
            .ShouldBe((FlowType.MultiValueAddOnly, true, NullPolicy.Clear, DriftPolicy.Report, true, 3, "d"));
        var plain = Read("""{"targetAttributeName":"title","source":{"type":"Attribute","name":"jobTitle"}}""");
        (plain.FlowType, plain.FlowAlways, plain.NullPolicy, plain.DriftPolicy, plain.WriteIfEmpty, plain.MatchingPriority, plain.DefaultValue)
            .ShouldBe((FlowType.Always, false, NullPolicy.Skip, DriftPolicy.Enforce, false, 0, null));
        var none = Read("""{"targetAttributeName":"title","source":{"type":"None"},"defaultValue":"d"}""");
        (none.NullPolicy, none.WriteIfEmpty, none.DefaultValue).ShouldBe((NullPolicy.Default, true, "d"));
    }

    [Fact]
    public void Reads_what_the_definition_says_of_the_target()
    {
        var row = Read(
            """{"targetAttributeName":"members","source":{"type":"Attribute","name":"manager"}}""",
            """{"name":"members","type":"Reference","multivalued":true,"mutability":"Immutable","required":true,"caseExact":false,"referencedObjects":[{"referencedObjectName":"User"},{"referencedObjectName":"Group"}]}""");
        (row.Type, row.MultiValued, row.Immutable, row.Required, row.CaseExact, row.IsReference).ShouldBe((TargetType.Reference, true, true, true, false, true));
        row.ReferencedTypes.ShouldBe(["User", "Group"]);
    }

    [Theory]
    [InlineData("SingleAppRoleAssignment([appRoleAssignments])", "Single", "Always")]
    [InlineData("AppRoleAssignmentsComplex([appRoleAssignments])", "Add", "MultiValueAddOnly")]
    [InlineData("AssertiveAppRoleAssignmentsComplex([appRoleAssignments])", "Assertive", "Always")]
    [InlineData("Item([appRoleAssignments], 1)", "None", "Always")]
    public void Roles_flow_as_their_function_says(string expression, string roles, string flow)
    {
        var row = Read(new JsonObject { ["targetAttributeName"] = "roles", ["source"] = new JsonObject { ["type"] = "Function", ["expression"] = expression } }.ToJsonString());
        (row.Roles.ToString(), row.FlowType.ToString()).ShouldBe((roles, flow));
    }

    [Fact]
    public void Roles_come_as_records_and_as_text()
    {
        Map("""{"source":{"type":"Function","expression":"SingleAppRoleAssignment([appRoleAssignments])"}}""", Roles).Value.ShouldBe("Admin");
        var roles = Map("""{"source":{"type":"Function","expression":"AssertiveAppRoleAssignmentsComplex([appRoleAssignments])"}}""", Roles).Value.ShouldBeOfType<ComplexValue[]>();
        roles.ShouldHaveSingleItem().Parts.ShouldBe(
            new Dictionary<string, object> { ["displayName"] = "Admin", ["primary"] = false, ["type"] = "WindowsAzureActiveDirectoryRole", ["value"] = "admin", ["id"] = "1" }, ignoreOrder: true);
    }

    [Fact]
    public void Candidates_redaction_and_leaving_the_flow_come_through()
    {
        var unique = Map("""{"source":{"type":"Function","expression":"SelectUniqueValue([givenName], [surname])"}}""", """{"givenName":"a","surname":"b"}""");
        unique.Candidates.ShouldBe(["a", "b"]);
        Map("""{"source":{"type":"Function","expression":"Redact([givenName])"}}""", """{"givenName":"a"}""").IsRedacted.ShouldBeTrue();
        Map("""{"source":{"type":"Function","expression":"IgnoreFlowIfNullOrEmpty([givenName])"}}""", "{}").LeavesFlow.ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{"source":{"type":"Attribute","name":"jobTitle"}}""", "targetAttributeName")]
    [InlineData("""{"targetAttributeName":"id","source":{"type":"Attribute","name":"jobTitle"}}""", "read-only")]
    [InlineData("""{"targetAttributeName":"title"}""", "neither a source nor a default")]
    [InlineData("""{"targetAttributeName":"title","source":{"type":"Gone"}}""", "unknown type")]
    [InlineData("""{"targetAttributeName":"title","source":{"type":"Attribute","name":"shoeSize"}}""", "shoeSize")]
    [InlineData("""{"targetAttributeName":"emails[type eq","source":{"type":"Attribute","name":"mail"}}""", "attribute path")]
    [InlineData("""{"targetAttributeName":"title","nullPolicy":"maybe","source":{"type":"Attribute","name":"mail"}}""", "nullPolicy")]
    [InlineData("""{"targetAttributeName":"title","flowType":"3","source":{"type":"Attribute","name":"mail"}}""", "flowType")]
    [InlineData("""{"targetAttributeName":"title","source":{"type":"Function","name":"Frob","parameters":[]}}""", "Frob")]
    public void Refuses_a_row_that_cannot_work(string row, string expected) => Should.Throw<ApiException>(() => Read(row)).Message.ShouldContain(expected);

    [Fact]
    public void A_tree_written_from_an_expression_reads_as_the_same_value()
    {
        foreach (var text in (string[])["Replace([mail], \"-\", , , \"_\", , )", "IIF([country] = \"DE\", Join(\" \", [givenName], 5), Not([mail]))", "Switch([state], , \"\", \"none\", \"a\\\"b\\\\\", \"x\")"])
        {
            var tree = SourceTree.Write(Expressions.Expression.Parse(text).Expression!);
            tree["expression"]!.GetValue<string>().ShouldBe(text);
            Strip(tree);
            var again = SourceTree.Text("row", tree);
            var parsed = Expressions.Expression.Parse(again);
            parsed.Error.ShouldBeNull(again);
            JsonNode.DeepEquals(Names(SourceTree.Write(parsed.Expression!)), Names(SourceTree.Write(Expressions.Expression.Parse(text).Expression!))).ShouldBeTrue(again);
        }
    }

    private static void Strip(JsonObject tree)
    {
        tree.Remove("expression");
        foreach (var parameter in tree.Objects("parameters"))
            Strip(parameter["value"]!.AsObject());
    }

    private static JsonObject Names(JsonObject tree)
    {
        Strip(tree);
        return tree;
    }

    private static AttributeMapping Read(string row, string? definition = null) =>
        new RowReader(SourceAttributes.Of("User", null), definition is null ? null : new JsonObject { ["attributes"] = new JsonArray(JsonNode.Parse(definition)) }, new Expressions.EvaluationContext { Clock = TimeProvider.System })
            .Read(JsonNode.Parse(row)!.AsObject());

    private static MappedValue Map(string row, string input)
    {
        var node = JsonNode.Parse(row)!.AsObject();
        node["targetAttributeName"] = "title";
        var values = Service.Schemas.SampleObject.Read(JsonNode.Parse(input)!.AsObject());
        return Read(node.ToJsonString()).Source.Map(name => values.GetValueOrDefault(name));
    }
}
