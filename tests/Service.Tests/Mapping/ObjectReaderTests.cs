using System.Text.Json.Nodes;
using Sutler.Service.Api;
using Sutler.Service.Mapping;
using Sutler.Service.Schemas;
using Sutler.Service.Schemas.Linting;

namespace Sutler.Service.Tests.Mapping;

/// <summary>Object mappings: several of them, how they match, where they go (S/MAP-16, S/MATCH-1 … S/MATCH-4, S/SCOPE-16).</summary>
public sealed class ObjectReaderTests
{
    [Fact]
    public void The_scim_template_maps_users_and_groups()
    {
        var schema = SchemaReader.Read(TemplateStore.Find("scim")!);
        schema.Objects.Select(item => (item.SourceType, item.TargetName, item.Endpoint, item.Enabled)).ShouldBe([("User", "User", "/Users", true), ("Group", "Group", "/Groups", true)]);
        var user = schema.For(JobSchema.User);
        user.MatchRules.Select(rule => rule.Name).ShouldBe(["externalId", "userName"]);
        user.Extensions.ShouldBe(["urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"]);
        user.References.ShouldHaveSingleItem().MultiValued.ShouldBeFalse();
        var group = schema.For(JobSchema.Group);
        group.CoreUrn.ShouldBe("urn:ietf:params:scim:schemas:core:2.0:Group");
        var members = group.References.ShouldHaveSingleItem();
        (members.TargetName, members.MultiValued).ShouldBe(("members", true));
        members.ReferencedTypes.ShouldBe(["User", "Group"]);
    }

    [Theory]
    [InlineData("externalId", "objectId")]
    [InlineData("userName", "userPrincipalName")]
    [InlineData("displayName", "displayName")]
    [InlineData("name.givenName", "givenName")]
    [InlineData("name.familyName", "surname")]
    [InlineData("title", "jobTitle")]
    [InlineData("emails[type eq \"work\"].value", "mail")]
    [InlineData("preferredLanguage", "preferredLanguage")]
    [InlineData("phoneNumbers[type eq \"work\"].value", "telephoneNumber")]
    [InlineData("phoneNumbers[type eq \"mobile\"].value", "mobile")]
    [InlineData("phoneNumbers[type eq \"fax\"].value", "facsimileTelephoneNumber")]
    [InlineData("addresses[type eq \"work\"].streetAddress", "streetAddress")]
    [InlineData("addresses[type eq \"work\"].locality", "city")]
    [InlineData("addresses[type eq \"work\"].region", "state")]
    [InlineData("addresses[type eq \"work\"].postalCode", "postalCode")]
    [InlineData("addresses[type eq \"work\"].country", "country")]
    [InlineData("addresses[type eq \"work\"].formatted", "physicalDeliveryOfficeName")]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber", "employeeId")]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", "department")]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager", "manager")]
    public void The_scim_template_has_the_documented_rows(string target, string source)
    {
        var user = SchemaReader.Read(TemplateStore.Find("scim")!).For(JobSchema.User);
        user.Values.Concat(user.References).Single(row => row.TargetName == target).Source.ShouldBe(new AttributeSource(source));
    }

    [Fact]
    public void The_template_of_the_host_has_its_groups_switched_off()
    {
        var schema = SchemaReader.Read(TemplateStore.Find("ecma2host")!);
        schema.For(JobSchema.User).Enabled.ShouldBeTrue();
        schema.For(JobSchema.Group).Enabled.ShouldBeFalse();
        schema.For("Printer").Actions.ShouldBe(new FlowActions(Create: false, Update: false, Delete: false));
    }

    [Fact]
    public void Rows_of_one_matching_rule_belong_together()
    {
        var rules = Read("""
            [{"targetAttributeName":"title","matchingPriority":1,"matchingRule":"name and title","source":{"type":"Attribute","name":"jobTitle"}},
             {"targetAttributeName":"userName","matchingPriority":3,"source":{"type":"Attribute","name":"userPrincipalName"}},
             {"targetAttributeName":"displayName","matchingPriority":2,"matchingRule":"name and title","source":{"type":"Attribute","name":"displayName"}}]
            """).MatchRules;
        rules.Select(rule => (rule.Name, rule.Priority, string.Join('+', rule.Mappings.Select(row => row.TargetName)))).ShouldBe([("name and title", 1, "title+displayName"), ("userName", 3, "userName")]);
    }

    [Fact]
    public void Input_filters_are_apart_from_scope()
    {
        var filter = """{"clauses":[{"operatorName":"EQUALS","sourceOperandName":"department","targetOperand":{"values":["Sales"]}}]}""";
        var schema = Read("""[{"targetAttributeName":"userName","matchingPriority":1,"source":{"type":"Attribute","name":"userPrincipalName"}}]""", $$"""{"groups":[],"inputFilterGroups":[{{filter}}]}""");
        schema.Scope.Includes(_ => "Other").ShouldBeTrue();
        schema.InputScope.Includes(_ => "Other").ShouldBeFalse();
        schema.InputScope.Includes(_ => "Sales").ShouldBeTrue();
    }

    [Fact]
    public void The_endpoint_follows_from_the_target_or_its_definition()
    {
        var rows = """[{"targetAttributeName":"userName","matchingPriority":1,"source":{"type":"Attribute","name":"userPrincipalName"}}]""";
        Read(rows).Endpoint.ShouldBe("/Users");
        var document = Document(rows, "null");
        document["synchronizationRules"]![0]!["objectMappings"]![0]!["targetObjectName"] = "Person";
        SchemaReader.Read(document).For("User").Endpoint.ShouldBe("/Persons");
        document["directories"] = JsonNode.Parse("""[{"name":"T","objects":[{"name":"Person","metadata":[{"key":"Endpoint","value":"/People"}]}]}]""");
        SchemaReader.Read(document).For("User").Endpoint.ShouldBe("/People");
    }

    /// <summary>Whatever stands where in a document, it is taken or refused with a message, and what is found sound can be read.</summary>
    [Fact]
    public void Any_damage_to_a_document_is_told()
    {
        const int Seed = 20_260_104;
        var random = new Random(Seed);
        TestContext.Current.SendDiagnosticMessage($"seed {Seed}");
        string[] instead = ["null", "1", "-1.5", "\"x\"", "\"\"", "true", "[]", "{}", "[1]", "[null]", "[{}]", "{\"a\":{}}", "\"Function\"", "\"Reference\""];
        for (var run = 0; run < 3_000; run++)
        {
            var document = SchemaDocument.Read(TemplateStore.Find(run % 2 == 0 ? "scim" : "ecma2host")!);
            document["synchronizationRules"]![0]!["objectMappings"]![0]!["scope"] = JsonNode.Parse("""{"groups":[{"name":"F","clauses":[{"operatorName":"EQUALS","sourceOperandName":"mail","targetOperand":{"values":["x"]}}]}]}""");
            var where = Damage(document, random, instead);
            var errors = SchemaLint.Check(document).Where(finding => finding.IsError).ToList();
            try
            {
                SchemaReader.Read(SchemaDocument.Write(document));
            }
            catch (ApiException refused)
            {
                errors.ShouldNotBeEmpty($"{where}: {refused.Message}");
            }

            SchemaDiff.Compare(document, SchemaDocument.Read(TemplateStore.Find("scim")!)).ShouldNotBeNull(where);
        }
    }

    private static string Damage(JsonNode node, Random random, string[] instead)
    {
        var path = "$";
        while (true)
        {
            var keys = node is JsonObject part ? [.. part.Select(pair => (object)pair.Key)] : Enumerable.Range(0, ((JsonArray)node).Count).Select(index => (object)index).ToList();
            var key = keys[random.Next(keys.Count)];
            path += $".{key}";
            var child = key is string name ? node[name] : node[(int)key];
            if (child is JsonObject { Count: > 0 } or JsonArray { Count: > 0 } && random.Next(4) > 0)
            {
                node = child;
                continue;
            }

            var value = JsonNode.Parse(instead[random.Next(instead.Length)]);
            if (key is string property)
                node[property] = value;
            else
                node[(int)key] = value;
            return path;
        }
    }

    private static ObjectSchema Read(string rows, string scope = "null") => SchemaReader.Read(Document(rows, scope)).For(JobSchema.User);

    private static JsonObject Document(string rows, string scope) => JsonNode.Parse(
        $$"""{"synchronizationRules":[{"targetDirectoryName":"T","objectMappings":[{"sourceObjectName":"User","targetObjectName":"User","scope":{{scope}},"attributeMappings":{{rows}}}]}]}""")!.AsObject();
}
