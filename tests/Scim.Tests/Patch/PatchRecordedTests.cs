using System.Text.Json.Nodes;
using Sutler.Scim.Patch;
using Sutler.Scim.Resources;
using static Sutler.Scim.Tests.Patch.PatchText;

namespace Sutler.Scim.Tests.Patch;

/// <summary>The RFC's own figures and requests recorded from Entra ID and Okta.</summary>
public class PatchRecordedTests
{
    private const string Group = """{"displayName":"g","members":[{"value":"2819c223-7f76-453a-919d-413861904646"},{"value":"2819c223-7f76-...413861904646"},{"value":"other"}]}""";
    private const string User = """
        {"userName":"bjensen","active":true,"name":{"familyName":"Jensen"},
        "emails":[{"value":"bj@example.com","type":"work","primary":true},{"value":"bj@example.com","type":"other"}],
        "addresses":[{"type":"work","streetAddress":"old","country":"US"},{"type":"home","primary":true}]}
        """;

    [Theory]
    [InlineData("rfc7644-3.5.2.1-patch_op-add_emails", """
        {"userName":"bjensen","active":true,"name":{"familyName":"Jensen"},"nickName":"Babs",
        "emails":[{"value":"bj@example.com","type":"work","primary":true},{"value":"bj@example.com","type":"other"},{"value":"babs@jensen.org","type":"home"}],
        "addresses":[{"type":"work","streetAddress":"old","country":"US"},{"type":"home","primary":true}]}
        """)]
    [InlineData("rfc7644-3.5.2.2-patch_op-remove_multi_complex_value", """
        {"userName":"bjensen","active":true,"name":{"familyName":"Jensen"},"emails":[{"value":"bj@example.com","type":"other"}],
        "addresses":[{"type":"work","streetAddress":"old","country":"US"},{"type":"home","primary":true}]}
        """)]
    [InlineData("rfc7644-3.5.2.3-patch_op-replace_all_email_values", """
        {"userName":"bjensen","active":true,"name":{"familyName":"Jensen"},"nickName":"Babs",
        "emails":[{"value":"bjensen@example.com","type":"work","primary":true},{"value":"babs@jensen.org","type":"home"}],
        "addresses":[{"type":"work","streetAddress":"old","country":"US"},{"type":"home","primary":true}]}
        """)]
    [InlineData("rfc7644-3.5.2.3-patch_op-replace_street_address", """
        {"userName":"bjensen","active":true,"name":{"familyName":"Jensen"},
        "emails":[{"value":"bj@example.com","type":"work","primary":true},{"value":"bj@example.com","type":"other"}],
        "addresses":[{"type":"work","streetAddress":"1010 Broadway Ave","country":"US"},{"type":"home","primary":true}]}
        """)]
    [InlineData("rfc7644-3.5.2.3-patch_op-replace_user_work_address", """
        {"userName":"bjensen","active":true,"name":{"familyName":"Jensen"},
        "emails":[{"value":"bj@example.com","type":"work","primary":true},{"value":"bj@example.com","type":"other"}],
        "addresses":[{"type":"work","streetAddress":"911 Universal City Plaza","locality":"Hollywood","region":"CA","postalCode":"91608","country":"US",
        "formatted":"911 Universal City Plaza\nHollywood, CA 91608 US","primary":true},{"type":"home","primary":false}]}
        """)]
    public void Applies_figure_of_the_RFC_to_user(string figure, string expected) =>
        PatchApplier.Apply(Object(User), PatchParser.Parse(Figure(figure)), TestSchemas.User).Resource.ShouldBeJson(expected);

    [Theory]
    [InlineData("rfc7644-3.5.2.1-patch_op-add_members", """
        {"displayName":"g","members":[
        {"value":"2819c223-7f76-453a-919d-413861904646","display":"Babs Jensen","$ref":"https://example.com/v2/Users/2819c223...413861904646"},
        {"value":"2819c223-7f76-...413861904646"},{"value":"other"}]}
        """)]
    [InlineData("rfc7644-3.5.2.2-patch_op-remove_all_members", """{"displayName":"g"}""")]
    [InlineData("rfc7644-3.5.2.2-patch_op-remove_one_member", """{"displayName":"g","members":[{"value":"2819c223-7f76-453a-919d-413861904646"},{"value":"other"}]}""")]
    [InlineData("rfc7644-3.5.2.2-patch_op-remove_and_add_one_member", """
        {"displayName":"g","members":[{"value":"2819c223-7f76-453a-919d-413861904646"},{"value":"2819c223-7f76-...413861904646"},{"value":"other"},
        {"value":"08e1d05d...473d93df9210","display":"James Smith","$ref":"https://example.com/v2/Users/08e1d05d...473d93df9210"}]}
        """)]
    [InlineData("rfc7644-3.5.2.3-patch_op-replace_all_members", """
        {"displayName":"g","members":[
        {"value":"2819c223-7f76-453a-919d-413861904646","display":"Babs Jensen","$ref":"https://example.com/v2/Users/2819c223...413861904646"},
        {"value":"08e1d05d-121c-4561-8b96-473d93df9210","display":"James Smith","$ref":"https://example.com/v2/Users/08e1d05d...473d93df9210"}]}
        """)]
    public void Applies_figure_of_the_RFC_to_group(string figure, string expected) =>
        PatchApplier.Apply(Object(Group), PatchParser.Parse(Figure(figure)), TestSchemas.Group).Resource.ShouldBeJson(expected);

    [Fact]
    public void Knows_every_figure_of_the_RFC() => SharedData.Files("rfc/*patch_op*").Count.ShouldBe(10);

    [Fact]
    public void Applies_recorded_update_of_user() =>
        PatchApplier.Apply(Object(User), PatchParser.Parse(Recorded("azuread/update_user")), TestSchemas.User).Resource.ShouldBeJson("""
            {"userName":"5b50642d-79fc-4410-9e90-4c077cdd1a59@testuser.com","active":false,"name":{"familyName":"updatedFamilyName"},
            "emails":[{"value":"updatedEmail@microsoft.com","type":"work","primary":true},{"value":"bj@example.com","type":"other"}],
            "addresses":[{"type":"work","streetAddress":"old","country":"US"},{"type":"home","primary":true}]}
            """);

    [Fact]
    public void Applies_recorded_update_of_group() =>
        PatchApplier.Apply(Object("""{"displayName":"g"}"""), PatchParser.Parse(Recorded("azuread/update_group")), TestSchemas.Group)
            .Resource.ShouldBeJson("""{"displayName":"1879db59-3bdf-4490-ad68-ab880a269474updatedDisplayName"}""");

    [Theory]
    [InlineData("okta/update_user_patch", false)]
    [InlineData("okta/update_group_membership", true)]
    [InlineData("okta/update_group_name", true)]
    public void Applies_recorded_patch_of_Okta(string file, bool group)
    {
        var request = Recorded(file);
        var id = JsonNode.Parse(SharedData.Read($"idp-recorded/{file}.json"))!["path"]!.GetValue<string>().Split('/')[^1];
        var resource = Object(group ? Group : User);
        resource["id"] = id;

        PatchApplier.Apply(resource, PatchParser.Parse(request), group ? TestSchemas.Group : TestSchemas.User).Changed.ShouldBeTrue();
    }

    [Fact]
    public void Normalizes_recorded_create_of_user()
    {
        var body = Recorded("azuread/create_user");
        var expected = (JsonObject)body.DeepClone();
        expected.Remove("meta");
        expected.Remove("roles");
        expected["schemas"] = new JsonArray(TestSchemas.UserUrn);

        ResourceNormalizer.Normalize(body, TestSchemas.User).ShouldBeJson(expected.ToJsonString());
    }

    private static JsonObject Figure(string name) => Object(SharedData.Read($"rfc/{name}.json"));

    private static JsonObject Recorded(string name) => Object(SharedData.Read($"idp-recorded/{name}.json"))["request"]!.AsObject();
}
