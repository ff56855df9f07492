using Sutler.Scim.Errors;
using Sutler.Scim.Resources;
using Sutler.Scim.Tests.Patch;

namespace Sutler.Scim.Tests.Resources;

public class ResourceNormalizerTests
{
    private const string Ecma = TestSchemas.EcmaUrn;

    [Theory]
    [InlineData(
        $$$$"""{"schemas":["{{{{Ecma}}}}"],"{{{{Ecma}}}}":{"contosologin":"a","FIRSTNAME":null,"IsActive":"True","Manager":[{"$ref":"x","display":"y","value":"m"}]}}""",
        $$$$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","{{{{Ecma}}}}"],"{{{{Ecma}}}}":{"ContosoLogin":"a","IsActive":true,"Manager":{"value":"m"} } }""")]
    [InlineData(
        $$$$"""{"id":"9","meta":{"resourceType":"User"},"externalId":"e","{{{{Ecma}}}}:ContosoLogin":"a","{{{{Ecma}}}}:Manager":"m"}""",
        $$$$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","{{{{Ecma}}}}"],"externalId":"e","{{{{Ecma}}}}":{"ContosoLogin":"a","Manager":{"value":"m"} } }""")]
    [InlineData(
        """{"ContosoLogin":"a","Manager":{"value":"m"}}""",
        $$$$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","{{{{Ecma}}}}"],"{{{{Ecma}}}}":{"ContosoLogin":"a","Manager":{"value":"m"} } }""")]
    public void Brings_body_into_stored_form(string body, string expected) =>
        ResourceNormalizer.Normalize(PatchText.Object(body), TestSchemas.Ecma).ShouldBeJson(expected);

    [Theory]
    [InlineData("{}", ScimErrorType.InvalidValue)]
    [InlineData("""{"ContosoLogin":""}""", ScimErrorType.InvalidValue)]
    [InlineData("""{"ContosoLogin":null}""", ScimErrorType.InvalidValue)]
    [InlineData("""{"ContosoLogin":5}""", ScimErrorType.InvalidValue)]
    [InlineData("""{"ContosoLogin":["a"]}""", ScimErrorType.InvalidValue)]
    [InlineData("""{"ContosoLogin":"a","schemas":"urn:ietf:params:scim:schemas:core:2.0:User"}""", ScimErrorType.InvalidValue)]
    [InlineData("""{"ContosoLogin":"a","Nope":"x"}""", ScimErrorType.InvalidSyntax)]
    [InlineData("""{"ContosoLogin":"a","IsActive":"x"}""", ScimErrorType.InvalidValue)]
    [InlineData($$$$"""{"{{{{Ecma}}}}":"x"}""", ScimErrorType.InvalidValue)]
    public void Refuses_what_does_not_fit(string body, string type) =>
        Should.Throw<ScimException>(() => ResourceNormalizer.Normalize(PatchText.Object(body), TestSchemas.Ecma)).Error.ScimType.ShouldBe(type);

    [Theory]
    [InlineData("""{"ContosoLogin":"a","nickName":"x","emails":[{"value":"y"}],"name":{"givenName":"z"},"members":[]}""")]
    [InlineData("""{"ContosoLogin":"a","name.givenName":"x","urn:ietf:params:scim:schemas:core:2.0:User:title":"t","emails[type eq \"work\"].value":"y"}""")]
    [InlineData("""{"ContosoLogin":"a","urn:ietf:params:scim:schemas:extension:Enterprise:2.0:User":{"department":"x","nope":1} }""")]
    [InlineData("""{"ContosoLogin":"a","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager":{"value":"x"} }""")]
    public void Passes_over_core_attributes_that_the_type_does_not_have(string body) =>
        ResourceNormalizer.Normalize(PatchText.Object(body), TestSchemas.Ecma).ShouldBeJson(
            $$$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","{{{Ecma}}}"],"{{{Ecma}}}":{"ContosoLogin":"a"} }""");

    [Theory]
    [InlineData("""{"userName":"a","name.givenName":"g","name.familyName":"f","name.middleName":"m"}""", """ "name":{"givenName":"g","familyName":"f"}""")]
    [InlineData("""{"userName":"a","name":{"givenName":"g","honorificPrefix":"Dr","FamilyName":"f"}}""", """ "name":{"givenName":"g","familyName":"f"}""")]
    [InlineData("""{"userName":"a","emails[type eq \"work\"].value":"w"}""", """ "emails":[{"type":"work","value":"w"}]""")]
    [InlineData("""{"userName":"a","active":"FALSE","loginCount":"7","score":"1.5"}""", """ "active":false,"loginCount":7,"score":1.5""")]
    [InlineData("""{"userName":"a","password":"p","groups":[{"value":"g"}],"id":"i","meta":{"version":"1"}}""", """ "password":"p" """)]
    [InlineData("""{"userName":"a","emails":[],"roles":null,"name":{},"nope":null,"nopes":[]}""", null)]
    [InlineData("""{"userName":"a","emails":{"value":"x","primary":"True"},"tags":"t"}""", """ "emails":[{"value":"x","primary":true}],"tags":["t"]""")]
    public void Reads_what_clients_send(string body, string? expected) =>
        ResourceNormalizer.Normalize(PatchText.Object(body), TestSchemas.User).ShouldBeJson(
            $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"a"{{(expected is null ? "" : "," + expected)}}}""");

    [Theory]
    [InlineData("""{"userName":"a","URN:IETF:params:scim:schemas:extension:ENTERPRISE:2.0:user":{"Department":"d"}}""")]
    [InlineData("""{"userName":"a","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department":"d"}""")]
    [InlineData("""{"userName":"a","urn:ietf:params:scim:schemas:extension:enterprise:2.0User":{"department":"d"}}""")]
    [InlineData("""{"userName":"a","department":"d"}""")]
    public void Finds_extension_attributes_however_they_are_named(string body) =>
        ResourceNormalizer.Normalize(PatchText.Object(body), TestSchemas.User)[TestSchemas.EnterpriseUrn]!["department"]!.GetValue<string>().ShouldBe("d");

    [Theory]
    [InlineData("""{"userName":"a","nope":"x"}""", "nope")]
    [InlineData("""{"userName":"a","urn:x:y:nope":"x"}""", "urn:x:y:nope")]
    [InlineData("""{"userName":"a","urn:x:y":{"a":1}}""", "urn:x:y")]
    public void Names_what_nobody_defines(string body, string name)
    {
        var error = Should.Throw<ScimException>(() => ResourceNormalizer.Normalize(PatchText.Object(body), TestSchemas.User)).Error;

        (error.Status, error.ScimType).ShouldBe((400, ScimErrorType.InvalidSyntax));
        error.Detail.ShouldContain($"'{name}'");
    }

    [Fact]
    public void Replacing_clears_what_is_not_named_and_keeps_what_is_the_servers()
    {
        var existing = PatchText.Object("""
            {"schemas":["x"],"id":"1","userName":"a","title":"t","employeeKey":"k","meta":{"version":"1"},
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"d"}}
            """);

        ResourceNormalizer.Replace(existing, PatchText.Object("""{"id":"other","userName":"b"}"""), TestSchemas.User).ShouldBeJson(
            """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"b","id":"1","employeeKey":"k","meta":{"version":"1"}}""");
        Should.Throw<ScimException>(
                () => ResourceNormalizer.Replace(existing, PatchText.Object("""{"userName":"b","employeeKey":"other"}"""), TestSchemas.User))
            .Error.ScimType.ShouldBe(ScimErrorType.Mutability);
    }
}
