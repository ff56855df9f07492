using System.Text.Json.Nodes;
using Sutler.Service.Mapping;
using Sutler.Service.Schemas;
using Sutler.Service.Schemas.Linting;

namespace Sutler.Service.Tests.Schemas;

/// <summary>What is found before a schema is saved (S/SCHEMA-8, S/SCOPE-14, S/SCOPE-15, S/EXPR-4, S/EXPR-41, S/MATCH-1, S/MAP-9, S/MAP-35).</summary>
public sealed class SchemaLintTests
{
    private const string Rows = "synchronizationRules/0/objectMappings/0/attributeMappings";
    private const string Scope = "synchronizationRules/0/objectMappings/0/scope";

    /// <summary>Where in the scim template, what instead (null removes; + adds to a list), and the finding: ! for an error.</summary>
    public static TheoryData<string, string?, string> Cases => new()
    {
        { "synchronizationRules", "[]", "!NoRules" },
        { "synchronizationRules/0/objectMappings/0/attributeMappings/0/matchingPriority", "-1", "!MatchingPriority" },
        { $"{Rows}/1", """{"targetAttributeName":"userName","matchingPriority":1,"source":{"type":"Attribute","name":"userPrincipalName"}}""", "MatchingPriorityRepeated" },
        { $"{Rows}/0/nullPolicy", "\"clear\"", "!ClearMatching" },
        { $"{Rows}/0/nullPolicy", "\"perhaps\"", "!NullPolicy" },
        { $"{Rows}/0/flowType", "\"Sometimes\"", "!FlowType" },
        { $"{Rows}/0/flowBehavior", "\"Sometimes\"", "!FlowBehavior" },
        { $"{Rows}/0/driftPolicy", "\"Sometimes\"", "!DriftPolicy" },
        { $"{Rows}/3/nullPolicy", "\"default\"", "DefaultMissing" },
        { $"{Rows}/2/defaultValue", "\"perhaps\"", "!TypeMismatch" },
        { $"{Rows}/1", null, "!MissingRequiredRow" },
        { $"{Rows}/2", null, "NeverDisables" },
        { $"{Rows}/3/targetAttributeName", "\"id\"", "!TargetKey" },
        { $"{Rows}/3/targetAttributeName", "\"userName\"", "!DuplicateTarget" },
        { $"{Rows}/3/targetAttributeName", "\"shoeSize\"", "TargetUnknown" },
        { $"{Rows}/3/targetAttributeName", "\"emails[type eq\"", "!TargetPath" },
        { $"{Rows}/3/targetAttributeName", null, "!TargetMissing" },
        { $"{Rows}/3/source", null, "!SourceMissing" },
        { $"{Rows}/3/source", """{"type":"Gone"}""", "!SourceType" },
        { $"{Rows}/3/source", """{"type":"Attribute","name":"shoeSize"}""", "!SourceUnknown" },
        { $"{Rows}/3/source", """{"type":"Attribute","name":"appRoleAssignments"}""", "!RolesDirect" },
        { $"{Rows}/3/source", """{"type":"Attribute","name":"proxyAddresses"}""", "ManyToOne" },
        { $"{Rows}/3/source", """{"type":"Attribute","name":"manager"}""", "TypeMismatch" },
        { $"{Rows}/22/source", """{"type":"Attribute","name":"displayName"}""", "!TypeMismatch" },
        { $"{Rows}/3/source", """{"type":"Function","expression":"Join(\" \", [givenName]"}""", "!ExpressionInvalid" },
        { $"{Rows}/3/source", """{"type":"Function","expression":"Join(\" \", [shoeSize])"}""", "!SourceUnknown" },
        { $"{Rows}/3/source", """{"type":"Function","expression":"Join(\" \", [GIVENNAME])"}""", "AttributeCase" },
        { $"{Rows}/3/source", """{"type":"Function","expression":"join(\" \", [givenName])"}""", "ExpressionWarning" },
        { $"{Rows}/3/source", """{"type":"Function","expression":"x.Trim([givenName])"}""", "NotInOriginal" },
        { $"{Rows}/3/source", """{"type":"Function","expression":"x.Lookup(\"gone\", [givenName])"}""", "!LookupTableUnknown" },
        { $"{Rows}/3/source", """{"type":"Function","expression":"Replace([givenName], , \"(\", , \"\")"}""", "!RegexInvalid" },
        { $"{Rows}/3/source", """{"type":"Function","expression":"Switch([state], , \"a\", \"1\", \"a\", \"2\")"}""", "SwitchKeyRepeated" },
        { $"{Rows}/3/source", """{"type":"Function","expression":"Switch([manager], , \"a\", \"1\")"}""", "SwitchReference" },
        { $"{Rows}/3/source", """{"type":"Function","expression":"Switch(IsPresent([state]), , \"True\", \"1\")"}""", "ExpressionWarning" },
        { $"{Rows}/3/source", """{"type":"Function","expression":"SelectUniqueValue([givenName], [surname])"}""", "!UniqueValueAlways" },
        { $"{Rows}/0/source", """{"type":"Function","expression":"SelectUniqueValue([givenName], [surname])"}""", "!UniqueValueMatching" },
        { $"{Rows}/0/source", """{"type":"Function","expression":"Guid()"}""", "!ImpureMatching" },
        { $"{Rows}/3/source", """{"type":"Function","expression":"Append([givenName], RandomString(5,0,0,0,0))"}""", "ImpureAlways" },
        { $"{Rows}/3/source", """{"type":"Function","name":"Frob","parameters":[]}""", "!ExpressionInvalid" },
        { $"{Rows}/3/examples", """[{"input":{"displayName":"a"},"expected":"b"}]""", "!ExampleFailed" },
        { $"{Rows}/3/examples", """[{"input":{"displayName":"a"}}]""", "!ExampleInvalid" },
        { Scope, """{"groups":[{"clauses":[]}]}""", "NoClauses" },
        { Scope, """{"groups":[{}]}""", "!NoClauses" },
        { Scope, Clause("mail", "LIKE", "x"), "!OperatorUnknown" },
        { Scope, Clause("mail", "equals", "x"), "OperatorCase" },
        { Scope, Clause("mail", "EQUALS_CI", "x"), "NotInOriginal" },
        { Scope, Clause("shoeSize", "EQUALS", "x"), "!SourceUnknown" },
        { Scope, Clause("mail", "EQUALS"), "!OperandMissing" },
        { Scope, Clause("appRoleAssignments", "EQUALS", "x"), "!ScopeAttribute" },
        { Scope, Clause("proxyAddresses", "EQUALS", "x"), "ScopeAttribute" },
        { Scope, Clause("manager", "EQUALS", "x"), "ScopeNotInOriginal" },
        { Scope, Clause("userType", "EQUALS", "x"), "ScopeNotInOriginal" },
        { Scope, Clause("employeeHireDate", "AFTER", "now-1d"), "ScopeNotInOriginal" },
        { Scope, Clause("employeeHireDate", "AFTER", "soon"), "!TypeMismatch" },
        { Scope, Clause("employeeId", "Greater_Than", "x"), "!TypeMismatch" },
        { Scope, Clause("mail", "IS TRUE"), "TypeMismatch" },
        { Scope, Clause("mail", "REGEX MATCH", "("), "!RegexInvalid" },
        { Scope, Clause("employeeId", "REGEX MATCH", "(1[0-9][0-9][0-9][0-9][0-9][0-9])"), "RegexUnanchored" },
        { Scope, Clause("", "EXPRESSION", "Not("), "!ExpressionInvalid" },
        { Scope, Clause("", "EXPRESSION", "Not([shoeSize])"), "!SourceUnknown" },
        { Scope, """{"categoryFilterGroups":[{"clauses":[]}]}""", "CategoryFilters" },
        { "synchronizationRules/0/objectMappings/0/enabled", "false", "UserMappingDisabled" },
        { "synchronizationRules/0/objectMappings/0/flowTypes", "\"Add, Burn\"", "!FlowTypes" },
        { "synchronizationRules/0/objectMappings/0/sourceObjectName", "\"Printer\"", "!SourceObject" },
        { "synchronizationRules/0/targetDirectoryName", "\"Nowhere\"", "UnknownDirectory" },
        { "synchronizationRules/1/objectMappings/0/sourceObjectName", "\"User\"", "SeveralMappings" },
        { "lookupTables", """{"t":{"a":1}}""", "!LookupTable" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Finds(string place, string? instead, string expected)
    {
        var document = Template(TemplateStore.Scim);
        Put(document, place.Split('/'), instead);
        var findings = SchemaLint.Check(document);
        findings.Select(finding => (finding.IsError ? "!" : "") + finding.Code).ShouldContain(expected, string.Join('\n', findings));
        findings.ShouldAllBe(finding => finding.Place.StartsWith('$') && finding.Message.Length > 0);
    }

    [Theory]
    [InlineData("scim")]
    [InlineData("ecma2host")]
    public void Finds_nothing_wrong_with_the_templates_that_ship(string id) => SchemaLint.Check(Template(id)).ShouldBeEmpty();

    [Fact]
    public void Runs_the_examples_of_a_row_with_their_own_clock_and_tables()
    {
        var document = Template(TemplateStore.Scim);
        Put(document, ["lookupTables"], """{"countries":{"DE":"Germany"}}""");
        Put(document, [.. Rows.Split('/'), "3", "source"], """{"type":"Function","expression":"Join(\" \", x.Lookup(\"countries\", [country], \"?\"), Now())"}""");
        Put(document, [.. Rows.Split('/'), "3", "flowType"], "\"ObjectAddOnly\"");
        Put(document, [.. Rows.Split('/'), "3", "examples"], """
            [{"input":{"country":"DE"},"expected":"Germany 1/2/2026 3:04:05 AM","now":"2026-01-02T03:04:05Z"},
             {"input":{"country":"FR"},"expected":"? 1/2/2026 3:04:05 AM","now":"2026-01-02T03:04:05Z"}]
            """);
        Put(document, [.. Rows.Split('/'), "2", "examples"], """[{"input":{"IsSoftDeleted":true},"expected":false},{"input":{"IsSoftDeleted":false},"expected":"True"},{"input":{},"expected":null}]""");
        SchemaLint.Check(document).Where(finding => finding.IsError).ShouldBeEmpty();
    }

    [Fact]
    public void A_mapping_that_is_switched_off_may_be_unfinished()
    {
        var document = Template(TemplateStore.Scim);
        Put(document, ["synchronizationRules", "1", "objectMappings", "0"], """{"enabled":false,"sourceObjectName":"Group","targetObjectName":"Group","attributeMappings":[{}]}""");
        SchemaLint.Check(document).Where(finding => finding.IsError).ShouldBeEmpty();
        SchemaReader.Read(document).For(JobSchema.Group).Enabled.ShouldBeFalse();
    }

    internal static JsonObject Template(string id) => SchemaDocument.Read(TemplateStore.Find(id)!);

    internal static void Put(JsonNode node, string[] path, string? json)
    {
        foreach (var step in path[..^1])
            node = node is JsonArray list ? list[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]! : node[step]!;
        var value = json is null ? null : JsonNode.Parse(json);
        if (node is JsonArray rows && json is null)
            rows.RemoveAt(int.Parse(path[^1], System.Globalization.CultureInfo.InvariantCulture));
        else if (node is JsonArray array)
            array[int.Parse(path[^1], System.Globalization.CultureInfo.InvariantCulture)] = value;
        else if (json is null)
            node.AsObject().Remove(path[^1]);
        else
            node[path[^1]] = value;
    }

    private static string Clause(string attribute, string name, params string[] operands) => new JsonObject
    {
        ["groups"] = new JsonArray(new JsonObject
        {
            ["name"] = "F",
            ["clauses"] = new JsonArray(new JsonObject
            {
                ["operatorName"] = name,
                ["sourceOperandName"] = attribute,
                ["targetOperand"] = new JsonObject { ["values"] = new JsonArray([.. operands.Select(operand => (JsonNode)operand)]) },
            }),
        }),
    }.ToJsonString();
}
