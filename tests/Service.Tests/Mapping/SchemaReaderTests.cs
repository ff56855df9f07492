using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Sutler.Service.Api;
using Sutler.Service.Directory;
using Sutler.Service.Mapping;
using Sutler.Service.Planning;

namespace Sutler.Service.Tests.Mapping;

public sealed class SchemaReaderTests
{
    private static readonly string Template = TemplateStore.Find("ecma2host")!;

    [Fact]
    public void Reads_the_template()
    {
        var schema = SchemaReader.Read(Template).For(JobSchema.User);
        schema.Matching.ShouldHaveSingleItem().Immutable.ShouldBeTrue();
        schema.References.ShouldHaveSingleItem().TargetName.ShouldEndWith(":Manager");
        schema.Extensions.ShouldBe(["urn:ietf:params:scim:schemas:extension:ECMA2Host:2.0:User"]);
        schema.Values.Count.ShouldBe(8);
    }

    [Theory]
    [InlineData("\"matchingPriority\": 1", "\"matchingPriority\": 0", "matchingPriority")]
    [InlineData("\"name\": \"givenName\"", "\"name\": \"givenname2\"", "givenname2")]
    [InlineData("Not([IsSoftDeleted])", "Not([IsSoftDeleted]", "expression")]
    [InlineData("\"scope\": null", "\"scope\": {\"groups\":[{\"clauses\":[{\"operatorName\":\"LIKE\",\"sourceOperandName\":\"mail\"}]}]}", "LIKE")]
    [InlineData("\"scope\": null", "\"scope\": {\"groups\":[{\"clauses\":[{\"operatorName\":\"REGEX MATCH\",\"sourceOperandName\":\"mail\",\"targetOperand\":{\"values\":[\"(\"]}}]}]}", "regular expression")]
    [InlineData("\"synchronizationRules\"", "\"rules\"", "synchronizationRules")]
    public void Refuses_a_schema_it_cannot_do_and_says_where(string part, string instead, string expected) =>
        Should.Throw<ApiException>(() => SchemaReader.Read(Template.Replace(part, instead, StringComparison.Ordinal))).Message.ShouldContain(expected);

    [Fact]
    public void Evaluates_expressions_over_the_whole_object()
    {
        var schema = SchemaReader.Read(Template.Replace("\"type\": \"Attribute\", \"name\": \"jobTitle\", \"expression\": \"[jobTitle]\"", "\"type\": \"Function\", \"expression\": \"Join(\\\", \\\", [surname], [givenName])\"", StringComparison.Ordinal)).For(JobSchema.User);
        var user = new DirectoryUser { Id = "1", Attributes = new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase) { ["userPrincipalName"] = "a", ["surname"] = "Doe", ["givenName"] = "John" } };
        var change = Planner.Plan(new PlanInput { SourceId = "1", Source = SourceObject.Of(user, ScopeState.In), Schema = schema });
        change.Attributes.Single(attribute => attribute.Mapping.TargetName.EndsWith(":Title", StringComparison.Ordinal)).After.ShouldBe("Doe, John");
    }

    [Fact]
    public async Task Keeps_the_schema_in_use_when_a_new_one_is_refused_and_runs_all_again_under_a_good_one()
    {
        await using var target = await Sutler.Testing.BreakableTarget.StartAsync();
        await using var service = await ServiceUnderTest.StartAsync();
        await service.ImportAsync("WorkerID,UserID,Title,Department\n1,a,Clerk,Sales\n2,b,Clerk,Other\n");
        await service.ConnectAsync(target.BaseAddress);
        await service.SettledAsync();
        var path = $"/v1.0/servicePrincipals/{service.ApplicationId}/synchronization/jobs/{service.JobId}/schema";
        var schema = await service.Http.GetStringAsync(path);
        (await PutAsync(service, path, "{}")).ShouldBe(HttpStatusCode.BadRequest);
        (await service.Http.GetStringAsync(path)).ShouldBe(schema);

        var scoped = JsonNode.Parse(schema)!;
        scoped["synchronizationRules"]![0]!["objectMappings"]![0]!["scope"] = JsonNode.Parse("""{"groups":[{"clauses":[{"operatorName":"EQUALS","sourceOperandName":"department","targetOperand":{"values":["Sales"]}}]}]}""");
        (await PutAsync(service, path, scoped.ToJsonString())).ShouldBe(HttpStatusCode.NoContent);
        await service.SettledAsync();
        target.Users.Select(user => user["IsActive"]).ShouldBe(["true", "false"]);
    }

    private static async Task<HttpStatusCode> PutAsync(ServiceUnderTest service, string path, string body) =>
        (await service.Http.PutAsync(path, new StringContent(body, Encoding.UTF8, "application/json"))).StatusCode;
}
