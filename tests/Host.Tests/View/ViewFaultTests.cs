using Sutler.Connectors.Sdk;
using Sutler.Host.View;

namespace Sutler.Host.Tests.View;

public sealed class ViewFaultTests
{
    [Theory]
    [InlineData("userName", "Logn", "names 'Logn', which Person does not have")]
    [InlineData("user name", "Login", "is not a SCIM path")]
    [InlineData("badge", "Login", "is not an attribute of urn:ietf:params:scim:schemas:core:2.0:User")]
    [InlineData("name.nick", "Login", "has no such part")]
    [InlineData("active", "Status", "is of type boolean, Status of type String")]
    [InlineData("emails", "Email", "holds a list, Email one value")]
    [InlineData("emails[type co \"work\"].value", "Email", "may only compare with eq")]
    [InlineData("name[type eq \"work\"].givenName", "Email", "holds one value, so it takes no filter")]
    [InlineData("name.givenName", "Boss", "takes one simple value")]
    [InlineData("urn:ietf:params:scim:schemas:extension:ECMA2Host:2.0:User:x", "Email", "is the host's own extension")]
    public void Names_the_mapping_the_rule_and_the_remedy(string path, string attribute, string fault)
    {
        var message = Should.Throw<ConnectorException>(() => ViewKit.Build(ViewKit.User((path, attribute)))).Error.Message;

        message.ShouldStartWith("objectTypes.Person.attributes: ");
        message.ShouldContain(fault);
    }

    [Fact]
    public void Refuses_an_attribute_that_is_mapped_as_a_whole_and_in_parts()
    {
        Should.Throw<ConnectorException>(() => ViewKit.Build(ViewKit.User(("emails", "Mails"), ("emails[type eq \"work\"].value", "Email"))))
            .Error.Message.ShouldContain("as a whole and in parts");
        Should.Throw<ConnectorException>(() => ViewKit.Build(ViewKit.User(("name.givenName", "FirstName"), ("name.GivenName", "Email"))))
            .Error.Message.ShouldContain("is mapped twice");
    }

    [Theory]
    [InlineData("Login", "\"x\"", null, "cannot be changed to one value")]
    [InlineData("Nothing", "true", null, "does not have")]
    [InlineData("Enabled", "\"maybe\"", null, "must be true or false")]
    [InlineData("Status", "\"T\"", "\"T\"", "same value for disabled and enabled")]
    public void Refuses_a_flow_that_cannot_work(string attribute, string value, string? enabled, string fault)
    {
        var flow = new FlowConfig(FlowKind.SetAttribute, attribute, System.Text.Json.Nodes.JsonNode.Parse(value), enabled is null ? null : System.Text.Json.Nodes.JsonNode.Parse(enabled));

        Should.Throw<ConnectorException>(() => ViewKit.Build(ViewKit.User() with { Disable = flow })).Error.Message.ShouldContain(fault);
    }

    [Fact]
    public void Refuses_to_map_what_a_flow_sets()
    {
        var flow = new FlowConfig(FlowKind.SetAttribute, "Status", "T", "A");

        Should.Throw<ConnectorException>(() => ViewKit.Build(ViewKit.User(("title", "Status")) with { Disable = flow })).Error.Message.ShouldContain("deprovisioning flow sets");
        Should.Throw<ConnectorException>(() => ViewKit.Build(ViewKit.User(("active", "Enabled")) with { Disable = flow })).Error.Message.ShouldContain("listens to");
    }
}
