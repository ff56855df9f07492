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
    [InlineData("""{"ContosoLogin":""}""", null)]
    [InlineData("""{"ContosoLogin":null}""", ScimErrorType.InvalidValue)]
    [InlineData("""{"ContosoLogin":5}""", ScimErrorType.InvalidValue)]
    [InlineData("""{"ContosoLogin":"a","Nope":"x"}""", ScimErrorType.InvalidSyntax)]
    [InlineData("""{"ContosoLogin":"a","IsActive":"x"}""", ScimErrorType.InvalidValue)]
    [InlineData($$$$"""{"{{{{Ecma}}}}":"x"}""", ScimErrorType.InvalidValue)]
    public void Refuses_what_does_not_fit(string body, string? type)
    {
        if (type is null)
            ResourceNormalizer.Normalize(PatchText.Object(body), TestSchemas.Ecma).ShouldNotBeNull();
        else
            Should.Throw<ScimException>(() => ResourceNormalizer.Normalize(PatchText.Object(body), TestSchemas.Ecma)).Error.ScimType.ShouldBe(type);
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
