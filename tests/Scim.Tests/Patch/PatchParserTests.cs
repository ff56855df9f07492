using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Scim.Errors;
using Sutler.Scim.Filters;
using Sutler.Scim.Patch;

namespace Sutler.Scim.Tests.Patch;

public class PatchParserTests
{
    [Fact]
    public void Reads_operations_without_regard_to_case()
    {
        var operations = Parse("""
            { "op": "Add", "path": "nickName", "value": "x" },
            { "OP": "REPLACE", "Path": "emails[type eq \"work\"].value", "Value": null },
            { "op": "remove", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager" }
            """);

        operations.Select(operation => operation.Verb).ShouldBe([PatchVerb.Add, PatchVerb.Replace, PatchVerb.Remove]);
        operations[1].Path!.ValueFilter.ShouldBeOfType<ComparisonFilter>();
        operations[1].Path!.SubAttribute.ShouldBe("value");
        operations[1].Value.ShouldBeNull();
        operations[2].Path!.Attribute.ShouldBe(new AttributePath(TestSchemas.EnterpriseUrn, "manager", null));
    }

    [Theory]
    [InlineData("nickName")]
    [InlineData("name.givenName")]
    [InlineData("emails[type eq \"work\" and value ew \"example.com\"]")]
    [InlineData("addresses[type eq \"work\"].streetAddress")]
    [InlineData("members[value eq \"a]b[c\"]")]
    [InlineData("urn:ietf:params:scim:schemas:extension:ECMA2Host:2.0:User:ContosoLogin")]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:User:emails[type eq \"work\"].value")]
    public void Reads_path_and_writes_it_again(string path) => PatchPathParser.Parse(path).ToString().ShouldBe(path);

    [Theory]
    [InlineData("", ScimErrorType.InvalidPath)]
    [InlineData("a b", ScimErrorType.InvalidPath)]
    [InlineData("a.b.c", ScimErrorType.InvalidPath)]
    [InlineData("a.b[c pr]", ScimErrorType.InvalidPath)]
    [InlineData("a[b pr]c", ScimErrorType.InvalidPath)]
    [InlineData("a[b pr].", ScimErrorType.InvalidPath)]
    [InlineData("a[b pr].c.d", ScimErrorType.InvalidPath)]
    [InlineData("[b pr]", ScimErrorType.InvalidPath)]
    [InlineData("a[b pr", ScimErrorType.InvalidFilter)]
    [InlineData("a[]", ScimErrorType.InvalidFilter)]
    [InlineData("a[b xx 1]", ScimErrorType.InvalidFilter)]
    public void Refuses_bad_path(string path, string type)
    {
        var error = Should.Throw<ScimException>(() => Parse($$"""{ "op": "add", "path": {{JsonSerializer.Serialize(path)}}, "value": 1 }""")).Error;

        (error.Status, error.ScimType).ShouldBe((400, type));
        error.Detail.ShouldStartWith("Operations[0]: ");
    }

    [Theory]
    [InlineData("""{ "op": "move", "path": "a", "value": 1 }""", ScimErrorType.InvalidSyntax)]
    [InlineData("""{ "path": "a", "value": 1 }""", ScimErrorType.InvalidSyntax)]
    [InlineData("""{ "op": 1, "path": "a", "value": 1 }""", ScimErrorType.InvalidSyntax)]
    [InlineData("""{ "op": "add", "path": 5, "value": 1 }""", ScimErrorType.InvalidPath)]
    [InlineData("""{ "op": "add", "path": "a" }""", ScimErrorType.InvalidValue)]
    [InlineData("""{ "op": "remove" }""", ScimErrorType.NoTarget)]
    [InlineData("null", ScimErrorType.InvalidSyntax)]
    [InlineData("[]", ScimErrorType.InvalidSyntax)]
    [InlineData("", ScimErrorType.InvalidSyntax)]
    public void Refuses_bad_operation(string operation, string type) =>
        Should.Throw<ScimException>(() => Parse(operation)).Error.ScimType.ShouldBe(type);

    [Theory]
    [InlineData("""{ "Operations": [{ "op": "remove", "path": "a" }] }""")]
    [InlineData("""{ "schemas": ["urn:x"], "Operations": [{ "op": "remove", "path": "a" }] }""")]
    [InlineData("""{ "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": {} }""")]
    [InlineData("[]")]
    public void Refuses_what_is_no_patch_request(string body) =>
        Should.Throw<ScimException>(() => PatchParser.Parse(JsonElement.Parse(body))).Error.ScimType.ShouldBe(ScimErrorType.InvalidSyntax);

    [Fact]
    public void Accepts_number_of_operations_at_limit_and_refuses_more()
    {
        string Many(int count) => string.Join(',', Enumerable.Repeat("""{ "op": "remove", "path": "a" }""", count));

        Parse(Many(PatchParser.MaxOperations)).Count.ShouldBe(PatchParser.MaxOperations);
        Should.Throw<ScimException>(() => Parse(Many(PatchParser.MaxOperations + 1))).Error.Detail.ShouldContain("1000");
    }

    [Fact]
    public void Writes_strict_form()
    {
        var operations = Parse("""
            { "op": "Replace", "path": "urn:ietf:params:scim:schemas:extension:ECMA2Host:2.0:User:IsActive", "value": false },
            { "op": "Remove", "path": "nickName" },
            { "op": "Replace", "path": "title", "value": null }
            """);

        var body = JsonNode.Parse(PatchWriter.Write(operations).Span)!;

        body.ToJsonString().ShouldBe(
            """
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[
            {"op":"replace","path":"urn:ietf:params:scim:schemas:extension:ECMA2Host:2.0:User:IsActive","value":false},
            {"op":"remove","path":"nickName"},
            {"op":"replace","path":"title","value":null}]}
            """.ReplaceLineEndings(""));
    }

    private static IReadOnlyList<PatchOperation> Parse(string operations) => PatchText.Parse(operations);
}
