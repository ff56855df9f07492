using Sutler.Scim.Client;
using Sutler.Service.Mapping;
using Sutler.Service.Targets;

namespace Sutler.Service.Tests.Targets;

/// <summary>The exact JSON of each row of S §11.2 and §11.3 in each profile (S/TEST-3).</summary>
public sealed class GoldenWireTests
{
    private const string Legacy = "entra-legacy";
    private const string Flagged = "entra-flagged";
    private const string Strict = "rfc7644-strict";
    private const string Interop = "interop";

    [Theory]
    [InlineData(Legacy, """{"op":"Replace","path":"active","value":"False"}""")]
    [InlineData(Flagged, """{"op":"replace","path":"active","value":false}""")]
    [InlineData(Strict, """{"op":"replace","path":"active","value":false}""")]
    [InlineData(Interop, """{"op":"replace","path":"active","value":false}""")]
    public void Disables(string profile, string expected) => Operations(profile, Wire.Value("active", true, false)).ShouldBe(expected); // SCIM-18, SCIM-32

    [Theory]
    [InlineData(Legacy, """{"op":"Add","path":"nickName","value":"Bäbs \"B\" <&>"}""")]
    [InlineData(Flagged, """{"op":"add","path":"nickName","value":"Bäbs \"B\" <&>"}""")]
    [InlineData(Strict, """{"op":"add","path":"nickName","value":"Bäbs \"B\" <&>"}""")]
    [InlineData(Interop, """{"op":"add","path":"nickName","value":"Bäbs \"B\" <&>"}""")]
    public void Adds_a_text(string profile, string expected) => Operations(profile, Wire.Value("nickName", null, "Bäbs \"B\" <&>")).ShouldBe(expected); // SCIM-33

    [Theory]
    [InlineData(Legacy, """{"op":"Remove","path":"nickName"}""")]
    [InlineData(Flagged, """{"op":"remove","path":"nickName"}""")]
    [InlineData(Strict, """{"op":"remove","path":"nickName"}""")]
    [InlineData(Interop, """{"op":"remove","path":"nickName"}""")]
    public void Removes_a_text(string profile, string expected) => Operations(profile, Wire.Value("nickName", "Babs", null)).ShouldBe(expected); // SCIM-31

    [Theory]
    [InlineData(Legacy, """{"op":"Replace","path":"emails[type eq \"work\"].value","value":"m@x"},{"op":"Replace","path":"displayName","value":"D"},{"op":"Replace","path":"name.givenName","value":"G"},{"op":"Replace","path":"name.familyName","value":"F"},{"op":"Replace","path":"externalId","value":"e"},{"op":"Replace","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber","value":"7"}""")]
    [InlineData(Flagged, """{"op":"replace","path":"emails[type eq \"work\"].value","value":"m@x"},{"op":"replace","value":{"displayName":"D","name.givenName":"G","name.familyName":"F","externalId":"e","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber":"7"}}""")]
    [InlineData(Strict, """{"op":"replace","path":"emails[type eq \"work\"].value","value":"m@x"},{"op":"replace","value":{"displayName":"D","name":{"givenName":"G","familyName":"F"},"externalId":"e","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"employeeNumber":"7"}}}""")]
    [InlineData(Interop, """{"op":"replace","path":"emails[type eq \"work\"].value","value":"m@x"},{"op":"replace","path":"displayName","value":"D"},{"op":"replace","path":"name.givenName","value":"G"},{"op":"replace","path":"name.familyName","value":"F"},{"op":"replace","path":"externalId","value":"e"},{"op":"replace","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber","value":"7"}""")]
    public void Replaces_several_attributes(string profile, string expected) => // SCIM-17, SCIM-29, SCIM-34
        Operations(
            profile,
            Wire.Value("emails[type eq \"work\"].value", "o", "m@x"),
            Wire.Value("displayName", "o", "D"),
            Wire.Value("name.givenName", "o", "G"),
            Wire.Value("name.familyName", "o", "F"),
            Wire.Value("externalId", "o", "e"),
            Wire.Value(Wire.Enterprise + ":employeeNumber", "o", "7")).ShouldBe(expected);

    [Theory]
    [InlineData(Legacy, """{"op":"Replace","path":"displayName","value":"g"}""")]
    [InlineData(Flagged, """{"op":"replace","path":"displayName","value":"g"}""")]
    [InlineData(Strict, """{"op":"replace","path":"displayName","value":"g"}""")]
    [InlineData(Interop, """{"op":"replace","path":"displayName","value":"g"}""")]
    public void Renames_a_group(string profile, string expected) => Operations(profile, Wire.Value("displayName", "o", "g")).ShouldBe(expected); // SCIM-23

    [Theory]
    [InlineData(Legacy, """{"op":"Add","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager","value":{"value":"m-1"}}""")]
    [InlineData(Strict, """{"op":"add","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager","value":{"value":"m-1"}}""")]
    [InlineData(Interop, """{"op":"add","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager","value":{"value":"m-1"}}""")]
    [InlineData(Flagged, """{"op":"add","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager","value":{"value":"m-1"}}""")]
    public void Sets_a_manager(string profile, string expected) => Operations(profile, Wire.Reference(Wire.Enterprise + ":manager", null, "m-1")).ShouldBe(expected); // SCIM-29a, RULE-8

    [Theory]
    [InlineData(Legacy, """{"op":"Add","path":"members","value":[{"$ref":null,"value":"a"},{"$ref":null,"value":"b"}]}""")]
    [InlineData(Flagged, """{"op":"add","path":"members","value":[{"value":"a"},{"value":"b"}]}""")]
    [InlineData(Strict, """{"op":"add","path":"members","value":[{"value":"a"},{"value":"b"}]}""")]
    [InlineData(Interop, """{"op":"add","path":"members","value":[{"value":"a"},{"value":"b"}]}""")]
    public void Adds_members(string profile, string expected) => Members(profile, ["a", "b"], []).ShouldHaveSingleItem().ShouldBe(expected); // SCIM-24, SCIM-29c

    [Theory]
    [InlineData(Legacy, """{"op":"Remove","path":"members","value":[{"$ref":null,"value":"a"},{"$ref":null,"value":"b"}]}""")]
    [InlineData(Flagged, """{"op":"remove","path":"members[value eq \"a\"]"},{"op":"remove","path":"members[value eq \"b\"]"}""")]
    [InlineData(Strict, """{"op":"remove","path":"members[value eq \"a\"]"},{"op":"remove","path":"members[value eq \"b\"]"}""")]
    [InlineData(Interop, """{"op":"remove","path":"members[value eq \"a\"]"},{"op":"remove","path":"members[value eq \"b\"]"}""")]
    public void Removes_members(string profile, string expected) => Members(profile, [], ["a", "b"]).ShouldHaveSingleItem().ShouldBe(expected); // SCIM-29c, SCIM-35

    [Fact]
    public void Splits_members_by_the_limit()
    {
        var profile = WireProfile.Interop with { MembersPerRequest = 2 };
        MembershipWriter.Write(["a", "b"], ["c"], profile).Select(body => Wire.Operations(Wire.Text(body))).ShouldBe(
        [
            """{"op":"remove","path":"members[value eq \"c\"]"},{"op":"add","path":"members","value":[{"value":"a"}]}""",
            """{"op":"add","path":"members","value":[{"value":"b"}]}""",
        ]);
        MembershipWriter.Write(["a", "b", "c"], [], WireProfile.Interop with { MembersPerRequest = 1 }).Count().ShouldBe(3);
        MembershipWriter.Write([], [], profile).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Legacy, """{"op":"Add","path":"roles","value":[{"value":"{\"id\":\"1\",\"value\":\"Admin\",\"displayName\":\"An \\\"Admin\\\"\"}"}]}""")]
    [InlineData(Flagged, """{"op":"add","path":"roles","value":[{"primary":false,"type":"WindowsAzureActiveDirectoryRole","value":"Admin","display":"An \"Admin\""}]}""")]
    [InlineData(Strict, """{"op":"add","path":"roles","value":[{"primary":false,"value":"Admin","display":"An \"Admin\""}]}""")]
    public void Adds_roles(string profile, string expected) => // MAP-36, MAP-36a, SCIM-36
        Operations(profile, Roles(RoleFlow.Add)).ShouldBe(expected);

    [Theory]
    [InlineData(Legacy, """{"op":"Replace","path":"roles","value":[{"value":"{\"id\":\"1\",\"value\":\"Admin\",\"displayName\":\"An \\\"Admin\\\"\"}"}]}""")]
    [InlineData(Strict, """{"op":"replace","path":"roles","value":[{"primary":false,"value":"Admin","display":"An \"Admin\""}]}""")]
    public void Replaces_roles(string profile, string expected) => Operations(profile, Roles(RoleFlow.Assertive)).ShouldBe(expected); // MAP-37

    [Theory]
    [InlineData(Legacy, """{"op":"Add","path":"roles","value":[{"value":"{\"value\":\"Admin\"}"}]}""")]
    [InlineData(Flagged, """{"op":"add","path":"roles[primary eq \"True\"].value","value":"Admin"}""")]
    [InlineData(Strict, """{"op":"add","path":"roles[primary eq true].value","value":"Admin"}""")]
    public void Sets_a_single_role(string profile, string expected) => Operations(profile, Wire.Value("roles[primary eq \"True\"].value", null, "Admin")).ShouldBe(expected); // MAP-35

    [Theory]
    [InlineData(Legacy)]
    [InlineData(Flagged)]
    public void Creates_a_user_as_Entra_does(string profile) => // SCIM-16, SCIM-28
        Wire.Create(profile, ResourceKind.User, User()).ShouldBe(
            """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],"externalId":"e","userName":"u","active":true,"emails":[{"primary":true,"type":"work","value":"m@x"}],"meta":{"resourceType":"User"},"name":{"formatted":"G F","familyName":"F","givenName":"G"},"roles":[]}""");

    [Theory]
    [InlineData(Strict)]
    [InlineData(Interop)]
    public void Creates_a_user_as_the_RFC_says(string profile) => // SCIM-16, MAP-31
        Wire.Create(profile, ResourceKind.User, [.. User(), Wire.Value(Wire.Enterprise + ":department", null, "D")]).ShouldBe(
            """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],"userName":"u","externalId":"e","active":true,"emails":[{"type":"work","value":"m@x"}],"name":{"givenName":"G","familyName":"F","formatted":"G F"},"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"D"}}""");

    [Theory]
    [InlineData(Legacy, """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group","http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"],"externalId":"e","displayName":"g","meta":{"resourceType":"Group"}}""")]
    [InlineData(Strict, """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"g","externalId":"e"}""")]
    public void Creates_a_group_without_members(string profile, string expected) => // SCIM-22, SCIM-29b
        Wire.Create(profile, ResourceKind.Group, Wire.Value("displayName", null, "g"), Wire.Value("externalId", null, "e")).ShouldBe(expected);

    [Fact]
    public void Creates_roles_as_objects_in_every_profile()
    {
        Wire.Create(Legacy, ResourceKind.User, Roles(RoleFlow.Add)).ShouldContain(
            """ "roles":[{"primary":false,"type":"WindowsAzureActiveDirectoryRole","display":"An \"Admin\"","value":"Admin"}]""".Trim());
        Wire.Create(Legacy, ResourceKind.User, Wire.Value("roles[primary eq \"True\"].value", null, "Admin")).ShouldContain(
            """ "roles":[{"primary":true,"type":"WindowsAzureActiveDirectoryRole","value":"Admin"}]""".Trim());
        Wire.Create(Strict, ResourceKind.User, Wire.Value("roles[primary eq \"True\"].value", null, "Admin")).ShouldContain(""" "roles":[{"primary":true,"value":"Admin"}]""".Trim());
    }

    [Fact]
    public void Names_every_URN_that_a_custom_attribute_uses()
    {
        const string urn = "urn:ietf:params:scim:schemas:extension:Contoso:2.0:User";
        foreach (var profile in WireProfile.All)
        {
            Wire.Create(profile.Name, ResourceKind.User, Wire.Value("userName", null, "u"), Wire.Value(urn + ":badge", null, "7")).ShouldContain($"\"{urn}\"]");
            Wire.Create(profile.Name, ResourceKind.User, Wire.Value("userName", null, "u"), Wire.Value("title", null, null)).ShouldNotContain("null");
        }
    }

    [Fact]
    public void Adds_whole_values_where_the_target_makes_none_of_a_filter() =>
        Wire.Operations(Wire.Text(ResourceWriter.Patch(
            Wire.Change(Wire.Value("addresses[type eq \"work\"].country", null, "DE"), Wire.Value("addresses[type eq \"work\"].locality", null, "Ulm")),
            WireProfile.Rfc7644Strict with { WholeValueAdds = true })))
        .ShouldBe("""{"op":"add","path":"addresses","value":[{"type":"work","country":"DE","locality":"Ulm"}]}""");

    private static string Operations(string profile, params Sutler.Service.Planning.AttributeChange[] attributes) => Wire.Operations(Wire.Patch(profile, attributes));

    private static IEnumerable<string> Members(string profile, string[] add, string[] remove) =>
        MembershipWriter.Write(add, remove, WireProfile.Find(profile)!).Select(body => Wire.Operations(Wire.Text(body)));

    private static Sutler.Service.Planning.AttributeChange[] User() =>
    [
        Wire.Value("userName", null, "u"), Wire.Value("externalId", null, "e"), Wire.Value("active", null, true), Wire.Value("emails[type eq \"work\"].value", null, "m@x"),
        Wire.Value("name.givenName", null, "G"), Wire.Value("name.familyName", null, "F"), Wire.Value("name.formatted", null, "G F"),
    ];

    private static Sutler.Service.Planning.AttributeChange Roles(RoleFlow flow) => Wire.Value(
        "roles",
        null,
        new[] { new ComplexValue(new Dictionary<string, object>(StringComparer.Ordinal) { ["id"] = "1", ["value"] = "Admin", ["displayName"] = "An \"Admin\"" }) },
        mapping => mapping with { Roles = flow });
}
