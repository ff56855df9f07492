using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Scim;
using Sutler.Scim.Client;
using Sutler.Scim.Filters;
using Sutler.Service.Planning;
using Sutler.Service.Targets;
using Sutler.Testing;

namespace Sutler.Service.Tests.Targets;

/// <summary>Method and address of each request of S §11.2, and bodies beside recorded ones.</summary>
public sealed class RequestTableTests
{
    private static readonly HttpClient Http = new();

    [Fact]
    public async Task Sends_each_request_of_the_table()
    {
        await using var target = await ScriptedTarget.StartAsync();
        var client = new ScimClient(Http, target.BaseAddress, new ScimClientOptions { BearerToken = _ => ValueTask.FromResult(ScriptedTarget.Token) });
        var token = CancellationToken.None;
        var patch = ResourceWriter.Patch(Wire.Change(Wire.Value("displayName", "o", "n")), WireProfile.Rfc7644Strict);

        var user = (await client.CreateAsync("/Users", """{"userName":"a@b"}"""u8.ToArray(), token)).Id!;
        var group = (await client.CreateAsync("/Groups", """{"displayName":"g"}"""u8.ToArray(), token)).Id!;
        (await client.FindAsync("/Users", Equal("userName", "a@b"), default, token)).TotalResults.ShouldBe(1);
        (await client.FindAsync("/Users", MatchFilter.Of("emails[type eq \"work\"].value", "m@x"), default, token)).TotalResults.ShouldBe(0);
        await client.GetAsync("/Users", user, default, token);
        (await client.PatchAsync("/Users", user, patch, token)).Status.ShouldBe(200);
        await client.FindAsync("/Groups", Equal("displayName", "g"), ScimReadOptions.WithoutMembers, token);
        await client.GetAsync("/Groups", group, ScimReadOptions.WithoutMembers, token);
        (await client.PatchAsync("/Groups", group, patch, token)).Status.ShouldBe(204);
        (await client.PatchAsync("/Groups", group, MembershipWriter.Write([user], [], WireProfile.EntraLegacy).Single(), token)).IsDone.ShouldBeTrue();
        target.MembersOf(group).ShouldBe([user]);
        (await client.PatchAsync("/Groups", group, MembershipWriter.Write([], [user], WireProfile.Rfc7644Strict).Single(), token)).IsDone.ShouldBeTrue();
        target.MembersOf(group).ShouldBeEmpty();
        (await client.DeleteAsync("/Groups", group, token)).Status.ShouldBe(204);
        (await client.DeleteAsync("/Users", user, token)).Status.ShouldBe(204);
        (await client.DeleteAsync("/Users", user, token)).IsDone.ShouldBeTrue();
        await client.GetSchemasAsync(token);

        target.Journal.Select(call => $"{call.Method} {call.Url}").ShouldBe(
        [
            "POST /Users", "POST /Groups",
            "GET /Users?filter=userName eq \"a@b\"", "GET /Users?filter=emails[type eq \"work\" and value eq \"m@x\"]", $"GET /Users/{user}", $"PATCH /Users/{user}",
            "GET /Groups?filter=displayName eq \"g\"&excludedAttributes=members", $"GET /Groups/{group}?excludedAttributes=members", $"PATCH /Groups/{group}",
            $"PATCH /Groups/{group}", $"PATCH /Groups/{group}", $"DELETE /Groups/{group}", $"DELETE /Users/{user}", $"DELETE /Users/{user}", "GET /Schemas",
        ]);
        target.Journal.Where(call => call.Body is not null).ShouldAllBe(call => call.Headers["Content-Type"] == "application/scim+json");
        target.Journal.ShouldAllBe(call => call.Headers["Authorization"] == "Bearer " + ScriptedTarget.Token);
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public async Task Reaches_the_same_end_in_every_profile(string name)
    {
        await using var target = await ScriptedTarget.StartAsync();
        var client = new ScimClient(Http, target.BaseAddress, new ScimClientOptions { BearerToken = _ => ValueTask.FromResult(ScriptedTarget.Token) });
        var profile = WireProfile.Find(name)!;
        AttributeChange[] first = [Wire.Value("userName", null, "u"), Wire.Value("active", null, true), Wire.Value("name.givenName", null, "G"), Wire.Value("name.familyName", null, "F"), Wire.Value("title", null, "T")];
        var id = (await client.CreateAsync("/Users", ResourceWriter.Create(Wire.Change(first), ResourceKind.User, profile), CancellationToken.None)).Id!;
        AttributeChange[] then =
        [
            Wire.Value("name.givenName", "G", "Gü"), Wire.Value("displayName", "o", "D \"q\""), Wire.Value("active", true, false), Wire.Value("title", "T", null), Wire.Value("nickName", null, "N"),
            Wire.Value("emails[type eq \"work\"].value", null, "m@x"), Wire.Value(Wire.Enterprise + ":department", "o", "Dep"), Wire.Reference(Wire.Enterprise + ":manager", null, "m-1"),
        ];
        (await client.PatchAsync("/Users", id, ResourceWriter.Patch(Wire.Change(then), profile), CancellationToken.None)).IsDone.ShouldBeTrue();

        var user = JsonSerializer.SerializeToElement(target.Users.Single());
        foreach (var change in first.Where(old => !then.Any(other => other.Mapping.TargetName == old.Mapping.TargetName)).Concat(then))
            TargetValue.Same(change.Mapping, TargetValue.Read(user, change.Mapping.Target), change.After).ShouldBeTrue(change.Mapping.TargetName);
    }

    public static TheoryData<string> Profiles => [.. WireProfile.All.Select(profile => profile.Name)];

    [Fact]
    public void Creates_a_user_as_Entra_was_recorded()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "../../../../../shared/data/idp-recorded/azuread/create_user.json");
        for (var folder = AppContext.BaseDirectory; !File.Exists(file) && folder is not null; folder = Path.GetDirectoryName(folder))
            file = Path.Combine(folder, "../shared/data/idp-recorded/azuread/create_user.json");
        Assert.SkipUnless(File.Exists(file), "The recorded requests do not lie beside this checkout.");

        var recorded = JsonNode.Parse(File.ReadAllText(file))!["request"]!.AsObject();
        AttributeChange[] values =
        [
            .. new[] { "externalId", "userName", "name.formatted", "name.familyName", "name.givenName" }.Select(path => Wire.Value(
                path, null, (path.Split('.') is [var name, var sub] ? recorded[name]![sub] : recorded[path])!.ToString())),
            Wire.Value("active", null, true),
            Wire.Value("emails[type eq \"work\"].value", null, recorded["emails"]![0]!["value"]!.ToString()),
        ];
        Wire.Create("entra-legacy", ResourceKind.User, values).ShouldBe(recorded.ToJsonString());
    }

    private static ComparisonFilter Equal(string attribute, string value) => new(new AttributePath(null, attribute, null), ComparisonOperator.Equal, value);
}
