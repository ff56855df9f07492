using System.Text.Json.Nodes;
using Sutler.Connectors.Sdk;
using Sutler.Host.Connections;
using Sutler.Host.View;
using Sutler.Scim;
using Sutler.Scim.Errors;
using Sutler.Scim.Schemas;

namespace Sutler.Host.Tests.View;

public sealed class ResourceViewTests
{
    private const int Seed = 20_261_121;
    private const string Own = "urn:ietf:params:scim:schemas:extension:ECMA2Host:2.0:User";
    private const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    [Fact]
    public void Shows_everything_under_the_hosts_urn_when_nothing_is_mapped()
    {
        var view = ViewKit.Build(new ObjectTypeConfig("User", "/Users"));

        var json = ViewKit.Json(view.Write(ViewKit.Values(("Login", "ann"), ("Enabled", true), ("first name", "A"), ("Boss", new ObjectReference("Person", new Anchor("bo@x"))))));

        json.ToJsonString().ShouldBe($$$"""{"{{{Own}}}":{"Login":"ann","Enabled":true,"Boss":{"value":"bo_40x","$ref":"../Users/bo_40x"},"first_x0020_name":"A"}}""");
        view.ResourceType.Extensions.ShouldBe([new SchemaExtension(Own, Required: true)]);
        view.Sections[0].Definition.Attributes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("userName", "Login", "ann", """{"userName":"ann"}""")]
    [InlineData("name.givenName", "FirstName", "Ann", """{"name":{"givenName":"Ann"}}""")]
    [InlineData("NAME.GIVENNAME", "FirstName", "Ann", """{"name":{"givenName":"Ann"}}""")]
    [InlineData("emails[type eq \"work\"].value", "Email", "a@x", """{"emails":[{"value":"a@x","type":"work"}]}""")]
    [InlineData("emails[type eq \"work\" and primary eq true].value", "Email", "a@x", """{"emails":[{"value":"a@x","type":"work","primary":true}]}""")]
    [InlineData("emails.value", "Email", "a@x", """{"emails":[{"value":"a@x"}]}""")]
    [InlineData("externalId", "Status", "e1", """{"externalId":"e1"}""")]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", "Status", "d", """{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"d"}}""")]
    [InlineData("urn:example:2.0:User:badge", "Status", "b", """{"urn:example:2.0:User":{"badge":"b"}}""")]
    [InlineData("urn:example:2.0:User:badge.color", "Status", "b", """{"urn:example:2.0:User":{"badge":{"color":"b"}}}""")]
    public void Puts_an_attribute_where_it_is_mapped_and_finds_it_there(string path, string attribute, string value, string expected)
    {
        var view = ViewKit.Build(ViewKit.User((path, attribute)));
        var values = ViewKit.Values((attribute, value));

        var content = view.Write(values);

        ViewKit.Json(content).ToJsonString().ShouldBe(expected);
        view.Read(ViewKit.Json(content), ViewKit.Reader, before: null).ShouldBe(values);
    }

    [Fact]
    public void Writes_a_number_as_text_where_the_schema_wants_text()
    {
        var view = ViewKit.Build(ViewKit.User((Enterprise + ":employeeNumber", "Number")));

        var content = view.Write(ViewKit.Values(("Number", 42L)));

        ViewKit.Json(content)[Enterprise]!["employeeNumber"]!.ToJsonString().ShouldBe("\"42\"");
        view.Read(ViewKit.Json(content), ViewKit.Reader, before: null)["Number"].ShouldBe(42L);
    }

    [Fact]
    public void Shows_the_first_of_a_list_as_one_value_and_writes_a_list_of_one()
    {
        var view = ViewKit.Build(ViewKit.User(("nickName", "Aliases")));

        ViewKit.Json(view.Write(ViewKit.Values(("Aliases", (IReadOnlyList<object>)["a", "b"])))).ToJsonString().ShouldBe("""{"nickName":"a"}""");
        view.Read(new JsonObject { ["nickName"] = "c" }, ViewKit.Reader, before: null)["Aliases"].ShouldBe(new List<object> { "c" });
    }

    [Fact]
    public void Never_shows_what_is_only_written()
    {
        var view = ViewKit.Build(ViewKit.User(("password", "Secret"), ("userName", "Login")));

        ViewKit.Json(view.Write(ViewKit.Values(("Secret", "s3"), ("Login", "a")))).ToJsonString().ShouldBe("""{"userName":"a"}""");
        view.Read(new JsonObject { ["password"] = "s4" }, ViewKit.Reader, before: null)["Secret"].ShouldBe("s4");
        var password = view.Sections[0].Definition.Attributes.Single(a => a.Name == "password");
        (password.Mutability, password.Returned).ShouldBe((SchemaMutability.WriteOnly, SchemaReturned.Never));
    }

    [Fact]
    public void Tells_members_of_different_types_apart()
    {
        var view = ViewKit.BuildTeam(("displayName", "Title"), ("members", "Members"));
        Dictionary<string, object> Member(string type, string id) => ViewKit.Values(("value", new ObjectReference(type, new Anchor(id))));

        var content = view.Write(ViewKit.Values(("Title", "T"), ("Members", (IReadOnlyList<object>)[Member("Person", "p1"), Member("Team", "7")])));

        ViewKit.Json(content).ToJsonString().ShouldBe(
            """{"displayName":"T","members":[{"value":"p1","$ref":"../Users/p1","type":"User"},{"value":"7","$ref":"../Groups/7","type":"Group"}]}""");
        var wanted = JsonNode.Parse("""{"members":[{"value":"p1"},{"value":"7","type":"Group"},{"value":"8","$ref":"https://h/scim/Groups/8"},{"value":"CN=p9,OBJECT=Person"}]}""")!;
        var read = (IReadOnlyList<object>)view.Read((JsonObject)wanted, ViewKit.Reader, before: null)["Members"];
        read.Select(m => ((IReadOnlyDictionary<string, object>)m)["value"]).ShouldBe(
            [new ObjectReference("Person", new Anchor("p1")), new ObjectReference("Team", new Anchor("7")), new ObjectReference("Team", new Anchor("8")), new ObjectReference("Person", new Anchor("p9"))]);
        Should.Throw<ScimException>(() => view.Read((JsonObject)JsonNode.Parse("""{"members":[{"value":"nobody"}]}""")!, ViewKit.Reader, before: null))
            .Error.ScimType.ShouldBe(ScimErrorType.InvalidValue);
    }

    [Fact]
    public void Of_two_places_the_one_that_was_changed_counts()
    {
        var view = ViewKit.Build(ViewKit.User(("userName", "Login"), ("title", "Status")) with { Extension = ExtensionContent.All });
        var before = ViewKit.Values(("Login", "a"), ("Status", "old"));
        var resource = ViewKit.Json(view.Write(before));

        resource["title"] = "new";
        view.ReadChanged(resource, ViewKit.Reader, before)["Status"].ShouldBe("new");
        resource["title"] = "old";
        resource[Own]!["Status"] = "newer";
        view.ReadChanged(resource, ViewKit.Reader, before)["Status"].ShouldBe("newer");
        resource.Remove("title");
        Should.Throw<ScimException>(() => view.ReadChanged(resource, ViewKit.Reader, before)).Error.Detail!.ShouldContain("two different values");
        ((JsonObject)resource[Own]!).Remove("Status");
        view.ReadChanged(resource, ViewKit.Reader, before).ShouldNotContainKey("Status");
    }

    [Fact]
    public void A_place_that_says_nothing_does_not_clear_what_another_says()
    {
        var view = ViewKit.Build(ViewKit.User(("userName", "Login"), ("title", "Status")) with { Extension = ExtensionContent.All });

        view.Read(new JsonObject { ["userName"] = "a", ["title"] = "t" }, ViewKit.Reader, ViewKit.Values(("Login", "a"), ("Status", "old")))
            .ShouldBe(ViewKit.Values(("Login", "a"), ("Status", "t")));
        view.Sections.SelectMany(s => s.Definition.Attributes).ShouldNotContain(a => a.Required, "an attribute with two places is required in neither");
    }

    [Fact]
    public void Refuses_a_value_that_has_no_slot()
    {
        var view = ViewKit.Build(ViewKit.User(("emails[type eq \"work\"].value", "Email"), ("emails[type eq \"home\"].value", "Status")));
        JsonObject Emails(params string[] types) => new() { ["emails"] = new JsonArray([.. types.Select(t => new JsonObject { ["value"] = t + "@x", ["type"] = t })]) };

        view.Read(Emails("HOME", "work"), ViewKit.Reader, before: null).ShouldBe(ViewKit.Values(("Email", "work@x"), ("Status", "HOME@x")), ignoreOrder: true);
        Should.Throw<ScimException>(() => view.Read(Emails("other"), ViewKit.Reader, before: null)).Error.Detail!.ShouldContain("type 'work'");
        Should.Throw<ScimException>(() => view.Read(Emails("work", "work"), ViewKit.Reader, before: null)).Error.Detail!.ShouldContain("no place");
    }

    [Theory]
    [InlineData(false, "CN=l\\,jacobson,OBJECT=Person")]
    [InlineData(true, "l,jacobson")]
    public void Shows_the_distinguished_name(bool isAnchor, string expected)
    {
        var view = ViewKit.Build(ViewKit.User() with { Dn = isAnchor ? DnStyle.Anchor : DnStyle.Autogenerated });

        ViewKit.Json(view.Write(ViewKit.Values(("Login", "l,jacobson"))))[Own]!["-dn-"]!.GetValue<string>().ShouldBe(expected);
        DistinguishedName.Parse("CN=l\\,jacobson,OBJECT=Person").ShouldBe(new ObjectReference("Person", new Anchor("l,jacobson")));
    }

    [Fact]
    public void Reads_back_what_it_writes()
    {
        var view = ViewKit.Build(ViewKit.User(
            ("userName", "Login"), ("name.givenName", "FirstName"), ("name.familyName", "LastName"), ("emails", "Mails"), ("active", "Enabled"),
            ("phoneNumbers[type eq \"work\"].value", "Phone"), (Enterprise + ":manager", "Boss"), ("urn:example:2.0:User:number", "Number"),
            ("urn:example:2.0:User:photo", "Photo"), ("urn:example:2.0:User:aliases", "Aliases")) with
        { Extension = ExtensionContent.All });
        var random = new Random(Seed);
        for (var round = 0; round < 500; round++)
        {
            var values = Some(random);
            var content = view.Write(values);

            var read = view.Read(ViewKit.Json(content), ViewKit.Reader, before: null);

            read.Count.ShouldBe(values.Count, $"seed {Seed}, round {round}");
            foreach (var (name, value) in values)
                ConnectorValues.AreEqual(read[name], value).ShouldBeTrue($"seed {Seed}, round {round}, {name}");
            view.Write(read).ShouldBe(content, $"seed {Seed}, round {round}");
            view.ReadChanged(ViewKit.Json(content), ViewKit.Reader, values).Count.ShouldBe(values.Count);
        }
    }

    [Fact]
    public void Finds_what_a_path_means_without_regard_to_case()
    {
        var view = ViewKit.Build(ViewKit.User(("userName", "Login")) with { Extension = ExtensionContent.Unmapped });

        view.Find(AttributePath.Parse("USERNAME"))!.Value.Attribute.Definition.Name.ShouldBe("userName");
        view.Find(AttributePath.Parse(Own.ToUpperInvariant() + ":status"))!.Value.Attribute.Definition.Name.ShouldBe("Status");
        view.Find(AttributePath.Parse("status"))!.Value.Section.Urn.ShouldBe(Own);
        view.Find(AttributePath.Parse(Own + ":Login")).ShouldBeNull("it is mapped elsewhere");
    }

    private static Dictionary<string, object> Some(Random random)
    {
        var all = ViewKit.Values(
            ("Login", Text(random)), ("FirstName", Text(random)), ("LastName", Text(random)), ("Phone", Text(random)), ("Number", random.NextInt64()),
            ("Enabled", random.Next(2) == 0), ("Boss", new ObjectReference("Person", new Anchor(Text(random)))), ("Photo", new byte[] { 1, (byte)random.Next(256) }),
            ("Aliases", Enumerable.Range(1, random.Next(1, 4)).Select(object (i) => i + Text(random)).ToList()),
            ("Mails", Enumerable.Range(1, random.Next(1, 4)).Select(object (i) => ViewKit.Values(("value", i + Text(random)), ("primary", i == 1))).ToList()));
        return all.Where(_ => random.Next(3) > 0).ToDictionary(v => v.Key, v => v.Value, StringComparer.OrdinalIgnoreCase);
    }

    private static string Text(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => char.ConvertFromUtf32(random.Next(2) == 0 ? random.Next(32, 127) : random.Next(0xA0, 0x2FFF))));
}
