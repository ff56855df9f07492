using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Sutler.Scim.Errors;
using Sutler.Scim.Filters;

namespace Sutler.Scim.Tests.Filters;

public class FilterEvaluatorTests
{
    private const string Resource = """
        {
          "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
          "id": "Abc",
          "userName": "BJensen",
          "name": { "familyName": "Jensen", "givenName": "Barbara" },
          "title": "",
          "loginCount": 42,
          "score": 1.5,
          "hired": "2020-03-01T12:00:00+02:00",
          "badge": "AQID",
          "active": true,
          "tags": ["Red", "blue"],
          "emails": [
            { "value": "bj@example.com", "type": "work", "primary": true },
            { "value": "babs@home.org", "type": "home" }
          ],
          "meta": { "lastModified": "2026-01-31T08:00:00.123Z" },
          "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {
            "employeeNumber": "701984",
            "manager": { "value": "M-1", "displayName": "Boss" }
          }
        }
        """;

    [Theory]
    [InlineData("userName eq \"bjensen\"", true)]
    [InlineData("USERNAME eq \"BJENSEN\"", true)]
    [InlineData("userName eq \"bjense\"", false)]
    [InlineData("userName ne \"bjensen\"", false)]
    [InlineData("userName ne \"x\"", true)]
    [InlineData("userName co \"JEN\"", true)]
    [InlineData("userName sw \"bj\"", true)]
    [InlineData("userName ew \"SEN\"", true)]
    [InlineData("userName ew \"bj\"", false)]
    [InlineData("userName gt \"a\"", true)]
    [InlineData("userName gt \"bjensen\"", false)]
    [InlineData("userName ge \"bjensen\"", true)]
    [InlineData("userName lt \"C\"", true)]
    [InlineData("userName le \"bjensen\"", true)]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:user:userName eq \"bjensen\"", true)]
    public void Compares_strings_without_regard_to_case(string filter, bool expected) => Matches(filter).ShouldBe(expected);

    [Theory]
    [InlineData("id eq \"Abc\"", true)]
    [InlineData("id eq \"abc\"", false)]
    [InlineData("id sw \"a\"", false)]
    [InlineData("tags eq \"Red\"", true)]
    [InlineData("tags eq \"red\"", false)]
    [InlineData("tags[value eq \"blue\"]", true)]
    [InlineData("tags[value eq \"BLUE\"]", false)]
    public void Honors_case_exact(string filter, bool expected) => Matches(filter).ShouldBe(expected);

    [Theory]
    [InlineData("active eq true", true)]
    [InlineData("active eq \"True\"", true)]
    [InlineData("active ne true", false)]
    [InlineData("active eq false", false)]
    [InlineData("loginCount eq 42", true)]
    [InlineData("loginCount eq \"42\"", true)]
    [InlineData("loginCount gt 41.5", true)]
    [InlineData("loginCount lt 42", false)]
    [InlineData("score ge 1.50", true)]
    [InlineData("badge eq \"AQID\"", true)]
    [InlineData("badge ne \"AQID\"", false)]
    [InlineData("hired eq \"2020-03-01T10:00:00Z\"", true)]
    [InlineData("hired lt \"2020-03-01T10:00:01Z\"", true)]
    [InlineData("hired sw \"2020-03\"", true)]
    [InlineData("meta.lastModified gt \"2026-01-31T08:00:00Z\"", true)]
    [InlineData("meta.lastModified gt 2026-01-31", true)]
    [InlineData("meta.lastModified lt \"2026-01-31T09:00:00.5+01:00\"", true)]
    public void Compares_by_type(string filter, bool expected) => Matches(filter).ShouldBe(expected);

    [Theory]
    [InlineData("name.familyName eq \"jensen\"", true)]
    [InlineData("emails eq \"babs@home.org\"", true)]
    [InlineData("emails co \"EXAMPLE\"", true)]
    [InlineData("emails.type eq \"home\"", true)]
    [InlineData("emails.type eq \"home\" and emails.value sw \"bj\"", true)]
    [InlineData("emails[type eq \"home\" and value sw \"bj\"]", false)]
    [InlineData("emails[type eq \"work\" and primary eq true]", true)]
    [InlineData("emails[not (type eq \"work\")]", true)]
    [InlineData("emails[not (type pr)]", false)]
    [InlineData("emails[type eq \"work\"].value eq \"bj@example.com\"", true)]
    [InlineData("emails[type eq \"work\"].value eq \"babs@home.org\"", false)]
    [InlineData("emails.value ne \"bj@example.com\"", true)]
    [InlineData("schemas eq \"urn:ietf:params:scim:schemas:core:2.0:User\"", true)]
    [InlineData("schemas eq \"URN:ietf:params:scim:schemas:core:2.0:user\"", true)]
    [InlineData("schemas[value eq \"urn:ietf:params:scim:schemas:core:2.0:User\"]", true)]
    [InlineData("SCHEMAS[VALUE co \"enterprise\"]", true)]
    [InlineData("schemas eq \"urn:x\"", false)]
    [InlineData("emails pr and EMAILS.VALUE ew \".ORG\"", true)]
    [InlineData("emails[value pr and not (type eq \"work\")]", true)]
    [InlineData("addresses pr", false)]
    [InlineData("name.formatted pr", false)]
    [InlineData("URN:IETF:PARAMS:scim:schemas:extension:ENTERPRISE:2.0:user:EMPLOYEEnumber pr", true)]
    [InlineData("manager eq \"M-1\"", true)]
    [InlineData("id eq \"Abc\" and manager eq \"M-2\"", false)]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.displayName eq \"boss\"", true)]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0User:employeeNumber eq \"701984\"", true)]
    [InlineData("employeeNumber eq 701984", true)]
    public void Looks_into_complex_and_multi_valued_attributes(string filter, bool expected) => Matches(filter).ShouldBe(expected);

    [Theory]
    [InlineData("userName pr", true)]
    [InlineData("title pr", false)]
    [InlineData("nickName pr", false)]
    [InlineData("name pr", true)]
    [InlineData("emails pr", true)]
    [InlineData("emails.display pr", false)]
    [InlineData("nickName eq null", true)]
    [InlineData("userName ne null", true)]
    [InlineData("name eq null", false)]
    [InlineData("nickName ne \"x\"", true)]
    [InlineData("nickName eq \"\"", false)]
    [InlineData("PLACEHOLDER eq \"x\"", false)]
    [InlineData("PLACEHOLDER gt 5", false)]
    [InlineData("PLACEHOLDER pr", false)]
    [InlineData("urn:unknown:thing eq \"x\"", false)]
    [InlineData("userName.sub eq \"x\"", false)]
    public void Treats_missing_as_without_value(string filter, bool expected) => Matches(filter).ShouldBe(expected);

    [Theory]
    [InlineData("active eq true or userName eq \"x\" and nickName pr", true)]
    [InlineData("(active eq true or userName eq \"x\") and nickName pr", false)]
    [InlineData("not (active eq true) or name pr", true)]
    [InlineData("not (active eq true or name pr)", false)]
    public void Combines_conditions(string filter, bool expected) => Matches(filter).ShouldBe(expected);

    [Theory]
    [InlineData("active gt true")]
    [InlineData("active co \"tr\"")]
    [InlineData("active eq \"maybe\"")]
    [InlineData("active eq 1")]
    [InlineData("active ge false")]
    [InlineData("active sw \"t\"")]
    [InlineData("badge le \"A\"")]
    [InlineData("loginCount sw \"4\"")]
    [InlineData("score ew \"4\"")]
    [InlineData("score gt \"much\"")]
    [InlineData("emails.primary gt true")]
    [InlineData("emails[primary co \"t\"]")]
    [InlineData("password eq \"secret\"")]
    [InlineData("password sw \"s\"")]
    [InlineData("password pr")]
    [InlineData("name co \"x\"")]
    [InlineData("badge gt \"A\"")]
    [InlineData("badge sw \"A\"")]
    [InlineData("loginCount co \"4\"")]
    [InlineData("loginCount eq \"many\"")]
    [InlineData("hired gt \"yesterday\"")]
    [InlineData("hired eq true")]
    [InlineData("name eq \"x\"")]
    [InlineData("userName gt null")]
    [InlineData("emails[urn:x:type eq \"work\"]")]
    [InlineData("emails[a.b eq \"work\"]")]
    [InlineData("name.givenName[value eq \"x\"]")]
    public void Refuses_comparison_that_does_not_fit(string filter)
    {
        var error = Should.Throw<ScimException>(() => Matches(filter)).Error;

        (error.Status, error.ScimType).ShouldBe((400, ScimErrorType.InvalidFilter));
    }

    [Theory]
    [InlineData("PLACEHOLDER eq \"x\"", true)]
    [InlineData("PLACEHOLDER pr", true)]
    [InlineData("userName.x eq \"x\"", true)]
    [InlineData("urn:x:y eq \"x\"", true)]
    [InlineData("nope[value eq \"x\"]", true)]
    [InlineData("PLACEHOLDER eq \"x\" and userName pr", true)]
    [InlineData("PLACEHOLDER eq \"x\" or userName pr", false)]
    [InlineData("PLACEHOLDER eq \"x\" or nope pr", true)]
    [InlineData("not (PLACEHOLDER eq \"x\")", false)]
    [InlineData("PLACEHOLDER ne \"x\"", false)]
    [InlineData("PLACEHOLDER eq null", false)]
    [InlineData("meta.resourceType eq \"Group\"", true)]
    [InlineData("META.RESOURCETYPE eq \"User\"", false)]
    [InlineData("meta.resourceType ne \"User\"", false)]
    [InlineData("userName eq \"x\"", false)]
    [InlineData("department eq \"x\"", false)]
    public void Knows_what_nothing_can_fulfill(string filter, bool expected) =>
        FilterBounds.MatchesNothing(FilterParser.Parse(filter), TestSchemas.User).ShouldBe(expected);

    [Fact]
    public void Finds_nothing_where_bounds_say_so() =>
        Prop.ForAll(FilterGen.Filters, filter =>
        {
            try
            {
                if (FilterBounds.MatchesNothing(filter, TestSchemas.User))
                    FilterEvaluator.Matches(filter, Parse(), TestSchemas.User).ShouldBeFalse();
            }
            catch (ScimException exception)
            {
                exception.Error.ScimType.ShouldBe(ScimErrorType.InvalidFilter);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000).WithReplay(7644, 1));

    [Fact]
    public void Evaluates_any_filter_or_refuses_it() =>
        Prop.ForAll(FilterGen.Filters, filter =>
        {
            try
            {
                FilterEvaluator.Matches(filter, Parse(), TestSchemas.User);
            }
            catch (ScimException exception)
            {
                exception.Error.ScimType.ShouldBe(ScimErrorType.InvalidFilter);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithReplay(7643, 1));

    private static bool Matches(string filter) => FilterEvaluator.Matches(FilterParser.Parse(filter), Parse(), TestSchemas.User);

    private static JsonObject Parse() => JsonNode.Parse(Resource)!.AsObject();
}
