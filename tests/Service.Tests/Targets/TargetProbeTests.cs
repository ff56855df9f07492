using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Sutler.Testing;

namespace Sutler.Service.Tests.Targets;

/// <summary>Report cards of targets that play one defect each (S/SCIM-42, S/CORE-6, S/TEST-2), through the API.</summary>
public sealed class TargetProbeTests : IAsyncLifetime
{
    private ServiceUnderTest _service = null!;
    private string _applicationId = "";

    public async ValueTask InitializeAsync() => _service = await ServiceUnderTest.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    public static TheoryData<string, TargetDefects, string> Defects => new()
    {
        { "RefusesLowerCaseOperations", new TargetDefects { RefusesLowerCaseOperations = true }, "entra-legacy" },
        { "RefusesCapitalOperations", new TargetDefects { RefusesCapitalOperations = true }, "rfc7644-strict" },
        { "RefusesBooleans", new TargetDefects { RefusesBooleans = true }, "rfc7644-strict" },
        { "RefusesPathless", new TargetDefects { RefusesPathless = true }, "interop" },
        { "ReplacesWholeComplexValues", new TargetDefects { ReplacesWholeComplexValues = true }, "interop" },
        { "DropsFilteredAdditions", new TargetDefects { DropsFilteredAdditions = true }, "rfc7644-strict" },
        { "ReformatsValues", new TargetDefects { ReformatsText = true }, "rfc7644-strict" },
        { "HidesInactive", new TargetDefects { HidesInactive = true }, "rfc7644-strict" },
        { "AllowsDuplicates", new TargetDefects { AllowsDuplicates = true }, "rfc7644-strict" },
        { "RefusesFilterRemoval", new TargetDefects { RefusesFilterRemoval = true }, "rfc7644-strict" },
        { "TakesOneMember", new TargetDefects { TakesOneMember = true }, "rfc7644-strict" },
        { "NotFoundForEmptySearch", new TargetDefects { NotFoundForEmptySearch = true }, "rfc7644-strict" },
        { "WrongContentType", new TargetDefects { WrongContentType = true }, "rfc7644-strict" },
        { "IgnoresStartIndex", new TargetDefects { Paging = PagingDefect.IgnoresStartIndex }, "rfc7644-strict" },
        { "WrongTotal", new TargetDefects { Paging = PagingDefect.TotalIsPageSize }, "rfc7644-strict" },
        { "IgnoresCount", new TargetDefects { Paging = PagingDefect.IgnoresCount }, "rfc7644-strict" },
        { "IgnoresExcludedAttributes", new TargetDefects { IgnoresExcludedAttributes = true }, "rfc7644-strict" },
        { "CaseSensitiveFilter", new TargetDefects { CaseSensitiveFilters = true }, "rfc7644-strict" },
        { "NoServiceProviderConfig", new TargetDefects { NoDiscovery = true }, "rfc7644-strict" },
    };

    [Theory]
    [MemberData(nameof(Defects))]
    public async Task Finds_a_defect_and_chooses_what_works(string quirk, TargetDefects defects, string profile)
    {
        await using var target = await FilledAsync(defects);
        var report = await ProbeAsync(target, writeTest: true);

        Codes(report).ShouldBe([quirk], report.ToJsonString());
        report["profile"]!.ToString().ShouldBe(profile);
        report["usable"]!.GetValue<bool>().ShouldBeTrue();
        target.Users.Count.ShouldBe(3);
        target.Groups.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Finds_nothing_wrong_with_a_good_target_and_leaves_nothing_behind()
    {
        await using var target = await FilledAsync(new TargetDefects());
        var report = await ProbeAsync(target, writeTest: true);

        Codes(report).ShouldBeEmpty(report.ToJsonString());
        (report["writeTested"]!.GetValue<bool>(), report["honorsIfMatch"]!.GetValue<bool>(), report["pageSize"]!.GetValue<int>()).ShouldBe((true, true, 200));
        report["capabilities"]!["resourceTypes"]!.AsArray().Select(type => type!.ToString()).ShouldBe(["User", "Group"]);
        report["steps"]!.AsArray().ShouldNotContain(step => step!["outcome"]!.ToString() == "failed");
        target.Users.Select(user => user["userName"]!.ToString()).ShouldBe(["Ada", "Bob", "Cyd"]);
        (await _service.GetAsync($"/api/v1/applications/{_applicationId}/probe"))["at"]!.ToString().ShouldBe(report["at"]!.ToString());
    }

    [Fact]
    public async Task Writes_nothing_unless_asked_to()
    {
        await using var target = await FilledAsync(new TargetDefects());
        var report = await ProbeAsync(target, writeTest: false);

        (report["usable"]!.GetValue<bool>(), report["writeTested"]!.GetValue<bool>()).ShouldBe((true, false));
        target.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Says_that_a_target_that_does_not_filter_cannot_be_used()
    {
        await using var target = await FilledAsync(new TargetDefects { IgnoresFilter = true });
        var report = await ProbeAsync(target, writeTest: false);

        report["usable"]!.GetValue<bool>().ShouldBeFalse();
        report["quirks"]!.AsArray().ShouldContain(quirk => quirk!["code"]!.ToString() == "IgnoresFilter" && quirk["losesData"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Shows_the_step_at_which_nobody_answers()
    {
        await using var target = await FilledAsync(new TargetDefects());
        target.Tokens.Clear();
        var report = await ProbeAsync(target, writeTest: true);

        report["usable"]!.GetValue<bool>().ShouldBeFalse();
        var search = report["steps"]!.AsArray().Single(step => step!["name"]!.ToString() == "search")!;
        (search["outcome"]!.ToString(), search["status"]!.GetValue<int>()).ShouldBe(("failed", 401));
        target.Writes.ShouldBeEmpty();
        report.ToJsonString().ShouldNotContain(ScriptedTarget.Token);
    }

    [Fact]
    public async Task Validates_credentials_and_tells_what_was_on_the_wire()
    {
        await using var target = await FilledAsync(new TargetDefects());
        await _service.ConnectAsync(target.BaseAddress, start: false);
        var path = $"/v1.0/servicePrincipals/{_service.ApplicationId}/synchronization/jobs/{_service.JobId}/validateCredentials";

        using (var good = await _service.Http.PostAsJsonAsync(path, new { useSavedCredentials = true }))
            good.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var wrong = new { credentials = new[] { new { key = "BaseAddress", value = target.BaseAddress.ToString() }, new { key = "SecretToken", value = "wrong-token" } } };
        using var bad = await _service.Http.PostAsJsonAsync(path, wrong);

        bad.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var message = (await bad.Content.ReadFromJsonAsync<JsonObject>())!["error"]!["message"]!.ToString();
        message.ShouldContain("/scim/Users");
        message.ShouldContain("Response status code: 401");
        message.ShouldContain("The token is not right.");
        message.ShouldNotContain("wrong-token");
        target.Journal[^1].Url.ShouldContain("ContosoLogin eq \"");
    }

    private async Task<JsonObject> ProbeAsync(ScriptedTarget target, bool writeTest)
    {
        var id = (await _service.PostAsync("/v1.0/servicePrincipals", new { displayName = "Probed" }))["id"]!.ToString();
        var secrets = new { value = new[] { new { key = "BaseAddress", value = target.BaseAddress.ToString() }, new { key = "SecretToken", value = ScriptedTarget.Token } } };
        using var put = await _service.Http.PutAsJsonAsync($"/v1.0/servicePrincipals/{id}/synchronization/secrets", secrets);
        put.EnsureSuccessStatusCode();
        _applicationId = id;
        return await _service.PostAsync($"/api/v1/applications/{id}/probe", new { writeTest });
    }

    private static IEnumerable<string> Codes(JsonObject report) => report["quirks"]!.AsArray().Select(quirk => quirk!["code"]!.ToString());

    private static async Task<ScriptedTarget> FilledAsync(TargetDefects defects)
    {
        var target = await ScriptedTarget.StartAsync(defects);
        foreach (var name in (string[])["Ada", "Bob", "Cyd"])
            target.Add("Users", new JsonObject { ["userName"] = name });
        target.Add("Groups", new JsonObject { ["displayName"] = "g", ["members"] = new JsonArray(new JsonObject { ["value"] = "t-1" }) });
        return target;
    }
}
