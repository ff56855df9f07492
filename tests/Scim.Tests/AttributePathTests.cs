using Sutler.Scim.Errors;

namespace Sutler.Scim.Tests;

public class AttributePathTests
{
    [Theory]
    [InlineData("userName", null, "userName", null)]
    [InlineData("name.givenName", null, "name", "givenName")]
    [InlineData("$ref", null, "$ref", null)]
    [InlineData("-dn-", null, "-dn-", null)]
    [InlineData("export_password", null, "export_password", null)]
    [InlineData(TestSchemas.EcmaUrn + ":ContosoLogin", TestSchemas.EcmaUrn, "ContosoLogin", null)]
    [InlineData(TestSchemas.EcmaUrn + ":Manager.value", TestSchemas.EcmaUrn, "Manager", "value")]
    [InlineData(TestSchemas.UserUrn + ":name.givenName", TestSchemas.UserUrn, "name", "givenName")]
    public void Splits_urn_attribute_and_sub_attribute(string text, string? schema, string attribute, string? sub)
    {
        var path = AttributePath.Parse(text);

        (path.Schema, path.Attribute, path.SubAttribute).ShouldBe((schema, attribute, sub));
        path.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a.")]
    [InlineData(".a")]
    [InlineData("a.b.c")]
    [InlineData(":a")]
    [InlineData("urn:a:")]
    [InlineData("a b")]
    [InlineData("9a")]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0")]
    [InlineData("u rn:a")]
    [InlineData("a[b]")]
    [InlineData("a\"")]
    public void Refuses_what_is_no_name(string text)
    {
        AttributePath.TryParse(text, out _).ShouldBeFalse();
        Should.Throw<ScimException>(() => AttributePath.Parse(text)).Error.ScimType.ShouldBe(ScimErrorType.InvalidPath);
    }

    [Fact]
    public void Compares_without_regard_to_case()
    {
        var lower = AttributePath.Parse("urn:x:y:name.given");
        var upper = AttributePath.Parse("URN:X:Y:NAME.GIVEN");

        lower.ShouldBe(upper);
        lower.GetHashCode().ShouldBe(upper.GetHashCode());
        lower.ShouldNotBe(AttributePath.Parse("urn:x:y:name.family"));
    }
}
