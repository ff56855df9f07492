using Sutler.Scim.Errors;
using Sutler.Scim.Patch;
using static Sutler.Scim.Tests.Patch.PatchText;

namespace Sutler.Scim.Tests.Patch;

/// <summary>RFC 7644 §3.5.2, one rule a case: resource, operation, resource afterwards.</summary>
public class PatchApplierTests
{
    private const string Emails = """{"userName":"a","emails":[{"value":"w@x","type":"work","primary":true},{"value":"h@x","type":"home"}]}""";
    private const string E = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    [Theory]
    // add: single values
    [InlineData("""{"userName":"a"}""", """{"op":"add","path":"nickName","value":"n"}""", """{"userName":"a","nickName":"n"}""")]
    [InlineData("""{"userName":"a","nickName":"o"}""", """{"op":"add","path":"NICKNAME","value":"n"}""", """{"userName":"a","nickName":"n"}""")]
    [InlineData("""{"userName":"a"}""", """{"op":"add","path":"name.givenName","value":"g"}""", """{"userName":"a","name":{"givenName":"g"}}""")]
    [InlineData("""{"name":{"familyName":"f"}}""", """{"op":"add","path":"name","value":{"GIVENNAME":"g"}}""", """{"name":{"familyName":"f","givenName":"g"}}""")]
    [InlineData("""{"userName":"a"}""", """{"op":"add","value":{"nickname":"n","name":{"givenName":"g"}}}""", """{"userName":"a","nickName":"n","name":{"givenName":"g"}}""")]
    [InlineData("""{"nickName":"n"}""", """{"op":"add","path":"nickName","value":null}""", """{"nickName":"n"}""")]
    // add: many values
    [InlineData("""{"tags":["a"]}""", """{"op":"add","path":"tags","value":["b","a","c"]}""", """{"tags":["a","b","c"]}""")]
    [InlineData("""{"tags":["a"]}""", """{"op":"add","path":"tags","value":"b"}""", """{"tags":["a","b"]}""")]
    [InlineData("""{"emails":[{"value":"A","type":"work"}]}""", """{"op":"add","path":"emails","value":[{"value":"a","type":"work"}]}""", """{"emails":[{"value":"A","type":"work"}]}""")]
    [InlineData("""{"emails":[{"value":"a","type":"work"}]}""", """{"op":"add","path":"emails","value":[{"value":"a","type":"home"}]}""", """{"emails":[{"value":"a","type":"work"},{"value":"a","type":"home"}]}""")]
    [InlineData("""{"emails":[{"value":"a"}]}""", """{"op":"add","path":"emails","value":[{"value":"a","display":"d"}]}""", """{"emails":[{"value":"a","display":"d"}]}""")]
    [InlineData("""{"userName":"a"}""", """{"op":"add","path":"emails[type eq \"work\"].value","value":"w"}""", """{"userName":"a","emails":[{"type":"work","value":"w"}]}""")]
    [InlineData("""{"userName":"a"}""", """{"op":"add","path":"emails[type eq \"work\" and primary eq true].value","value":"w"}""", """{"userName":"a","emails":[{"type":"work","primary":true,"value":"w"}]}""")]
    [InlineData("""{"addresses":[{"type":"work","country":"US"}]}""", """{"op":"add","path":"addresses[type eq \"work\"]","value":{"locality":"L"}}""", """{"addresses":[{"type":"work","country":"US","locality":"L"}]}""")]
    [InlineData("""{"userName":"a"}""", """{"op":"add","path":"emails.value","value":"w"}""", """{"userName":"a","emails":[{"value":"w"}]}""")]
    // replace
    [InlineData("""{"userName":"a"}""", """{"op":"replace","path":"userName","value":"b"}""", """{"userName":"b"}""")]
    [InlineData("""{"userName":"a"}""", """{"op":"replace","path":"nickName","value":"n"}""", """{"userName":"a","nickName":"n"}""")]
    [InlineData("""{"nickName":"n","title":"t"}""", """{"op":"replace","path":"nickName","value":null}""", """{"title":"t"}""")]
    [InlineData("""{"tags":["a"],"title":"t"}""", """{"op":"replace","path":"tags","value":[]}""", """{"title":"t"}""")]
    [InlineData("""{"tags":["a"]}""", """{"op":"replace","path":"tags","value":["b"]}""", """{"tags":["b"]}""")]
    [InlineData("""{"tags":["a"]}""", """{"op":"replace","path":"tags","value":["b","b","B"]}""", """{"tags":["b","B"]}""")]
    [InlineData("""{"name":{"familyName":"f","givenName":"g"}}""", """{"op":"replace","path":"name","value":{"givenName":"h"}}""", """{"name":{"familyName":"f","givenName":"h"}}""")]
    [InlineData("""{"name":{"familyName":"f","givenName":"g"}}""", """{"op":"replace","path":"name","value":{"givenName":null}}""", """{"name":{"familyName":"f"}}""")]
    [InlineData("""{"addresses":[{"type":"work","country":"US"},{"type":"home"}]}""", """{"op":"replace","path":"addresses[type eq \"WORK\"]","value":{"type":"work","locality":"L"}}""", """{"addresses":[{"type":"work","locality":"L"},{"type":"home"}]}""")]
    [InlineData("""{"emails":[{"value":"a"},{"value":"b"}]}""", """{"op":"replace","path":"emails.type","value":"work"}""", """{"emails":[{"value":"a","type":"work"},{"value":"b","type":"work"}]}""")]
    [InlineData("""{"tags":["a","b"]}""", """{"op":"replace","path":"tags[value eq \"a\"]","value":"c"}""", """{"tags":["c","b"]}""")]
    // remove
    [InlineData("""{"userName":"a","nickName":"n"}""", """{"op":"remove","path":"nickName"}""", """{"userName":"a"}""")]
    [InlineData("""{"userName":"a"}""", """{"op":"remove","path":"nickName"}""", """{"userName":"a"}""")]
    [InlineData("""{"userName":"a","name":{"givenName":"g"}}""", """{"op":"remove","path":"name.givenName"}""", """{"userName":"a"}""")]
    [InlineData(Emails, """{"op":"remove","path":"emails[type eq \"home\"]"}""", """{"userName":"a","emails":[{"value":"w@x","type":"work","primary":true}]}""")]
    [InlineData(Emails, """{"op":"remove","path":"emails[value pr]"}""", """{"userName":"a"}""")]
    [InlineData(Emails, """{"op":"remove","path":"emails[type eq \"other\"]"}""", Emails)]
    [InlineData(Emails, """{"op":"remove","path":"emails[type eq \"home\"].type"}""", """{"userName":"a","emails":[{"value":"w@x","type":"work","primary":true},{"value":"h@x"}]}""")]
    [InlineData("""{"emails":[{"type":"work"}],"title":"t"}""", """{"op":"remove","path":"emails.type"}""", """{"title":"t"}""")]
    [InlineData("""{"tags":["a","b"]}""", """{"op":"remove","path":"tags[value eq \"a\"]"}""", """{"tags":["b"]}""")]
    // at most one primary
    [InlineData(Emails, """{"op":"replace","path":"emails[type eq \"home\"].primary","value":true}""", """{"userName":"a","emails":[{"value":"w@x","type":"work","primary":false},{"value":"h@x","type":"home","primary":true}]}""")]
    [InlineData(Emails, """{"op":"add","path":"emails","value":[{"value":"n@x","primary":true}]}""", """{"userName":"a","emails":[{"value":"w@x","type":"work","primary":false},{"value":"h@x","type":"home"},{"value":"n@x","primary":true}]}""")]
    [InlineData(Emails, """{"op":"add","path":"emails","value":[{"value":"h@x","type":"home","primary":"True"}]}""", """{"userName":"a","emails":[{"value":"w@x","type":"work","primary":false},{"value":"h@x","type":"home","primary":true}]}""")]
    [InlineData(Emails, """{"op":"replace","path":"emails[type eq \"home\"]","value":{"value":"z","primary":true}}""", """{"userName":"a","emails":[{"value":"w@x","type":"work","primary":false},{"value":"z","primary":true}]}""")]
    // extensions
    [InlineData("""{"userName":"a"}""", $$$$"""{"op":"add","path":"{{{{E}}}}:department","value":"d"}""", $$$$"""{"userName":"a","{{{{E}}}}":{"department":"d"}}""")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"]}""", $$$$"""{"op":"add","path":"{{{{E}}}}:department","value":"d"}""", $$$$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","{{{{E}}}}"],"{{{{E}}}}":{"department":"d"}}""")]
    [InlineData("""{"userName":"a"}""", """{"op":"add","value":{"URN:ietf:params:scim:schemas:extension:enterprise:2.0:USER":{"Department":"d"}}}""", $$$$"""{"userName":"a","{{{{E}}}}":{"department":"d"}}""")]
    [InlineData($$$$"""{"userName":"a","{{{{E}}}}":{"department":"d"}}""", $$$$"""{"op":"remove","path":"{{{{E}}}}:department"}""", """{"userName":"a"}""")]
    [InlineData($$$$"""{"userName":"a","{{{{E}}}}":{"department":"d"}}""", $$$$"""{"op":"remove","path":"{{{{E}}}}"}""", """{"userName":"a"}""")]
    [InlineData($$$$"""{"userName":"a","{{{{E}}}}":{"department":"d"}}""", $$$$"""{"op":"replace","path":"{{{{E}}}}","value":{"employeeNumber":"1"}}""", $$$$"""{"userName":"a","{{{{E}}}}":{"department":"d","employeeNumber":"1"}}""")]
    [InlineData("""{"userName":"a"}""", """{"op":"add","path":"urn:ietf:params:scim:schemas:core:2.0:User:nickName","value":"n"}""", """{"userName":"a","nickName":"n"}""")]
    [InlineData("""{"userName":"a"}""", """{"op":"add","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0User:department","value":"d"}""", $$$$"""{"userName":"a","{{{{E}}}}":{"department":"d"}}""")]
    // types
    [InlineData("{}", """{"op":"add","path":"loginCount","value":"12"}""", """{"loginCount":12}""")]
    [InlineData("{}", """{"op":"add","path":"loginCount","value":12.0}""", """{"loginCount":12}""")]
    [InlineData("{}", """{"op":"add","path":"hired","value":"2020-01-01T00:00:00.000+01:00"}""", """{"hired":"2020-01-01T00:00:00.000+01:00"}""")]
    [InlineData("{}", """{"op":"add","path":"password","value":"secret"}""", """{"password":"secret"}""")]
    // immutable: set once, or the same again
    [InlineData("{}", """{"op":"add","path":"employeeKey","value":"k"}""", """{"employeeKey":"k"}""")]
    [InlineData("""{"employeeKey":"k"}""", """{"op":"replace","path":"employeeKey","value":"k"}""", """{"employeeKey":"k"}""")]
    [InlineData("""{"employeeKey":"k"}""", """{"op":"replace","path":"employeeKey","value":"K"}""", """{"employeeKey":"k"}""")]
    // read-only members of a value without a path may stand there unchanged
    [InlineData("""{"id":"1","title":"t"}""", """{"op":"replace","value":{"id":"1","meta":{"location":"x"},"schemas":[],"title":"u"}}""", """{"id":"1","title":"u"}""")]
    public void Applies_operation(string resource, string operation, string expected) =>
        Apply(resource, operation, TestSchemas.User).ShouldBeJson(expected);

    [Theory]
    // S/SCIM-29 to 36: what Entra ID sends beyond the RFC.
    [InlineData("""{"active":true}""", """{"op":"Replace","path":"active","value":"False"}""", """{"active":false}""")]
    [InlineData("""{"active":true}""", """{"op":"Replace","value":{"active":"false"}}""", """{"active":false}""")]
    [InlineData("{}", """{"op":"Add","path":"nickName","value":"x"}""", """{"nickName":"x"}""")]
    [InlineData("{}", """{"op":"Add","path":"manager","value":[{"$ref":"https://x/Users/2","value":"2"}]}""", $$$$"""{"{{{{E}}}}":{"manager":{"$ref":"https://x/Users/2","value":"2"}}}""")]
    [InlineData("{}", $$$$"""{"op":"Add","path":"{{{{E}}}}:manager","value":"2"}""", $$$$"""{"{{{{E}}}}":{"manager":{"value":"2"}}}""")]
    [InlineData("{}", $$$$"""{"op":"Add","path":"{{{{E}}}}:manager","value":{"value":"2","displayName":"ignored"}}""", $$$$"""{"{{{{E}}}}":{"manager":{"value":"2"}}}""")]
    [InlineData($$$$"""{"{{{{E}}}}":{"manager":{"value":"1","$ref":"old","displayName":"Old"}}}""", $$$$"""{"op":"Replace","path":"{{{{E}}}}:manager","value":"2"}""", $$$$"""{"{{{{E}}}}":{"manager":{"value":"2"}}}""")]
    [InlineData($$$$"""{"{{{{E}}}}":{"manager":{"value":"1","$ref":"old","displayName":"Old"}}}""", $$$$"""{"op":"Replace","path":"{{{{E}}}}:manager.value","value":"2"}""", $$$$"""{"{{{{E}}}}":{"manager":{"value":"2"}}}""")]
    [InlineData($$$$"""{"title":"t","{{{{E}}}}":{"manager":{"value":"1"}}}""", $$$$"""{"op":"Remove","path":"{{{{E}}}}:manager","value":[{"value":"1"}]}""", """{"title":"t"}""")]
    [InlineData($$$$"""{"{{{{E}}}}":{"manager":{"value":"1"}}}""", $$$$"""{"op":"Remove","path":"{{{{E}}}}:manager","value":[{"value":"2"}]}""", $$$$"""{"{{{{E}}}}":{"manager":{"value":"1"}}}""")]
    [InlineData("""{"name":{"familyName":"f"}}""", """{"op":"replace","value":{"name.givenName":"g","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department":"d","externalId":"e"}}""", $$$$"""{"name":{"familyName":"f","givenName":"g"},"{{{{E}}}}":{"department":"d"},"externalId":"e"}""")]
    [InlineData("""{"emails":[{"type":"work","value":"o"}]}""", """{"op":"replace","value":{"emails[type eq \"work\"].value":"n"}}""", """{"emails":[{"type":"work","value":"n"}]}""")]
    [InlineData("{}", $$$$"""{"op":"replace","value":{"{{{{E}}}}":{"manager.value":"2"}}}""", $$$$"""{"{{{{E}}}}":{"manager":{"value":"2"}}}""")]
    [InlineData("""{"roles":[{"value":"a"},{"value":"b"}]}""", """{"op":"Remove","path":"roles","value":[{"$ref":null,"value":"a"}]}""", """{"roles":[{"value":"b"}]}""")]
    [InlineData("""{"title":"t"}""", """{"op":"Add","value":{"nickName":null,"favouriteColour":null,"tags":[]}}""", """{"title":"t"}""")]
    public void Applies_what_Entra_sends(string resource, string operation, string expected) =>
        Apply(resource, operation, TestSchemas.User).ShouldBeJson(expected);

    [Theory]
    [InlineData("""{"displayName":"g"}""", """{"op":"Add","path":"members","value":[{"$ref":null,"value":"1"},{"value":"2"}]}""", """{"displayName":"g","members":[{"value":"1"},{"value":"2"}]}""")]
    [InlineData("""{"members":[{"value":"1","$ref":"r","display":"d"}]}""", """{"op":"Add","path":"members","value":[{"value":"1"}]}""", """{"members":[{"value":"1","$ref":"r","display":"d"}]}""")]
    [InlineData("""{"members":[{"value":"1"},{"value":"2"},{"value":"3"}]}""", """{"op":"Remove","path":"members","value":[{"$ref":null,"value":"1"},{"value":"3"}]}""", """{"members":[{"value":"2"}]}""")]
    [InlineData("""{"displayName":"g","members":[{"value":"1"}]}""", """{"op":"remove","path":"members[value eq \"1\"]"}""", """{"displayName":"g"}""")]
    [InlineData("""{"members":[{"value":"a"}]}""", """{"op":"remove","path":"members[value eq \"A\"]"}""", """{"members":[{"value":"a"}]}""")]
    [InlineData("""{"members":[{"value":"1"}]}""", """{"op":"replace","path":"members","value":[{"value":"2"}]}""", """{"members":[{"value":"2"}]}""")]
    public void Applies_membership(string resource, string operation, string expected) =>
        Apply(resource, operation, TestSchemas.Group).ShouldBeJson(expected);

    [Theory]
    [InlineData("""{"op":"add","path":"id","value":"2"}""", ScimErrorType.Mutability)]
    [InlineData("""{"op":"replace","value":{"id":"2"}}""", ScimErrorType.Mutability)]
    [InlineData("""{"op":"add","path":"meta.created","value":"2020-01-01T00:00:00Z"}""", ScimErrorType.Mutability)]
    [InlineData("""{"op":"remove","path":"groups"}""", ScimErrorType.Mutability)]
    [InlineData("""{"op":"add","path":"manager.displayName","value":"x"}""", ScimErrorType.Mutability)]
    [InlineData("""{"op":"remove","path":"userName"}""", ScimErrorType.Mutability)]
    [InlineData("""{"op":"replace","path":"userName","value":null}""", ScimErrorType.Mutability)]
    [InlineData("""{"op":"replace","path":"employeeKey","value":"other"}""", ScimErrorType.Mutability)]
    [InlineData("""{"op":"remove","path":"employeeKey"}""", ScimErrorType.Mutability)]
    [InlineData("""{"op":"remove","path":"urn:ietf:params:scim:schemas:core:2.0:User"}""", ScimErrorType.Mutability)]
    [InlineData("""{"op":"replace","path":"emails[type eq \"other\"].value","value":"x"}""", ScimErrorType.NoTarget)]
    [InlineData("""{"op":"replace","path":"emails[type eq \"other\"]","value":{"value":"x"}}""", ScimErrorType.NoTarget)]
    [InlineData("""{"op":"add","path":"emails[type co \"oth\"].value","value":"x"}""", ScimErrorType.NoTarget)]
    [InlineData("""{"op":"add","path":"unknown","value":"x"}""", ScimErrorType.InvalidPath)]
    [InlineData("""{"op":"add","path":"urn:x:y:nickName","value":"x"}""", ScimErrorType.InvalidPath)]
    [InlineData("""{"op":"add","path":"name.unknown","value":"x"}""", ScimErrorType.InvalidPath)]
    [InlineData("""{"op":"add","path":"emails[type eq \"work\"].unknown","value":"x"}""", ScimErrorType.InvalidPath)]
    [InlineData("""{"op":"add","path":"userName.sub","value":"x"}""", ScimErrorType.InvalidPath)]
    [InlineData("""{"op":"replace","path":"userName[value eq \"a\"]","value":"x"}""", ScimErrorType.InvalidPath)]
    [InlineData("""{"op":"remove","path":"emails[primary gt true]"}""", ScimErrorType.InvalidFilter)]
    [InlineData("""{"op":"add","value":{"unknown":"x"}}""", ScimErrorType.InvalidSyntax)]
    [InlineData("""{"op":"replace","path":"userName","value":""}""", ScimErrorType.InvalidValue)]
    [InlineData("""{"op":"add","path":"nickName","value":["a"]}""", ScimErrorType.InvalidValue)]
    [InlineData("""{"op":"add","path":"emails","value":[[{"value":"a"}]]}""", ScimErrorType.InvalidValue)]
    [InlineData("""{"op":"add","value":"x"}""", ScimErrorType.InvalidValue)]
    [InlineData("""{"op":"add","value":null}""", ScimErrorType.InvalidValue)]
    [InlineData("""{"op":"add","path":"active","value":"maybe"}""", ScimErrorType.InvalidValue)]
    [InlineData("""{"op":"add","path":"nickName","value":5}""", ScimErrorType.InvalidValue)]
    [InlineData("""{"op":"add","path":"nickName","value":["a","b"]}""", ScimErrorType.InvalidValue)]
    [InlineData("""{"op":"add","path":"loginCount","value":1.5}""", ScimErrorType.InvalidValue)]
    [InlineData("""{"op":"add","path":"hired","value":"soon"}""", ScimErrorType.InvalidValue)]
    [InlineData("""{"op":"add","path":"badge","value":"***"}""", ScimErrorType.InvalidValue)]
    [InlineData("""{"op":"add","path":"name","value":"x"}""", ScimErrorType.InvalidValue)]
    [InlineData("""{"op":"add","path":"name","value":{"unknown":"x"}}""", ScimErrorType.InvalidValue)]
    [InlineData("""{"op":"add","path":"name","value":{"givenName":"a","GivenName":"b"}}""", ScimErrorType.InvalidValue)]
    [InlineData("""{"op":"replace","path":"emails","value":[{"value":"a","primary":true},{"value":"b","primary":true}]}""", ScimErrorType.InvalidValue)]
    public void Refuses_operation_and_leaves_resource(string operation, string type)
    {
        const string Resource = """
            {"id":"1","userName":"a","employeeKey":"k","groups":[{"value":"g"}],"emails":[{"value":"w@x","type":"work"}],
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"manager":{"value":"2","displayName":"M"}}}
            """;
        var before = Object(Resource);
        var operations = Parse($$"""{"op":"replace","path":"title","value":"changed before"},{{operation}}""");

        var error = Should.Throw<ScimException>(() => PatchApplier.Apply(before, operations, TestSchemas.User)).Error;

        (error.Status, error.ScimType).ShouldBe((400, type), error.Detail);
        error.Detail.ShouldStartWith("Operations[1]: ");
        before.ShouldBeJson(Resource);
    }

    [Fact]
    public void Refuses_change_of_immutable_sub_attribute()
    {
        var error = Should.Throw<ScimException>(() => Apply(
            """{"members":[{"value":"1"}]}""", """{"op":"replace","path":"members[value eq \"1\"].value","value":"2"}""", TestSchemas.Group)).Error;

        error.ScimType.ShouldBe(ScimErrorType.Mutability);
    }

    [Fact]
    public void Sees_earlier_operations_in_later_ones() =>
        Apply(
            """{"displayName":"g","members":[{"value":"1"}]}""",
            """{"op":"remove","path":"members"},{"op":"add","path":"members","value":[{"value":"2"}]},{"op":"remove","path":"members[value eq \"1\"]"}""",
            TestSchemas.Group)
            .ShouldBeJson("""{"displayName":"g","members":[{"value":"2"}]}""");

    [Fact]
    public void Reports_unchanged_when_operations_cancel_out()
    {
        var result = PatchApplier.Apply(
            Object("""{"title":"t"}"""),
            Parse("""{"op":"replace","path":"title","value":"u"},{"op":"replace","path":"title","value":"t"}"""),
            TestSchemas.User);

        result.Changed.ShouldBeFalse();
    }
}
