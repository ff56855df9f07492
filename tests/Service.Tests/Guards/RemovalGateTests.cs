using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Sutler.Service.Guards;
using Sutler.Service.Jobs;
using Sutler.Storage;

namespace Sutler.Service.Tests.Guards;

public sealed class RemovalGateTests
{
    [Fact]
    public async Task Holds_a_mass_and_lets_an_operator_release_twelve_and_reject_three()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var (gate, job) = await JobAsync(service);
        (await gate.DecideAsync(job, Leavers(1, 25), 60, CancellationToken.None)).Holds("u07").ShouldBeTrue();
        var shown = await service.GetAsync($"/api/v1/jobs/{service.JobId}/heldRemovals?$top=10&$count=true");
        (shown["value"]!.AsArray().Count, shown["@odata.count"]!.GetValue<int>(), shown["counts"]!["held"]!.GetValue<int>()).ShouldBe((10, 25, 25));
        shown["held"]!["message"]!.ToString().ShouldContain("25 of 60");
        var next = await service.GetAsync(new Uri(shown["@odata.nextLink"]!.ToString()).PathAndQuery);
        next["value"]![0]!["id"]!.ToString().ShouldBe("u11");

        (await DecideAsync(service, "release", new { ids = Ids(1, 12), note = "they left" }))["released"]!.GetValue<int>().ShouldBe(12);
        (await DecideAsync(service, "reject", new { ids = Ids(13, 15) }))["rejected"]!.GetValue<int>().ShouldBe(3);
        (await gate.HasReleasedAsync(job.JobId, CancellationToken.None)).ShouldBeTrue();
        (await gate.ListedAsync(job.JobId, CancellationToken.None)).Count.ShouldBe(25);
        var held = await gate.DecideAsync(job, Leavers(1, 25), 60, CancellationToken.None);
        Ids(1, 25).Where(held.Holds).ShouldBe(Ids(13, 25));

        await SettleAsync(service, job, Ids(1, 12));
        (await gate.HasReleasedAsync(job.JobId, CancellationToken.None)).ShouldBeFalse();
        (await HeldAsync(service))!["removals"]!.GetValue<int>().ShouldBe(10);
        Ids(13, 25).Where((await gate.DecideAsync(job, Leavers(13, 25), 48, CancellationToken.None)).Holds).Count().ShouldBe(13);
    }

    [Fact]
    public async Task Forgets_a_release_once_it_is_made_and_holds_the_next_mass_anew()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var (gate, job) = await JobAsync(service);
        await gate.DecideAsync(job, Leavers(1, 25), 60, CancellationToken.None);
        await DecideAsync(service, "release", new { all = true });
        (await gate.DecideAsync(job, Leavers(1, 25), 60, CancellationToken.None)).Ids.ShouldBeEmpty();
        (await HeldAsync(service)).ShouldNotBeNull();
        await SettleAsync(service, job, Ids(1, 25));
        (await HeldAsync(service)).ShouldBeNull();
        (await gate.DecideAsync(job, Leavers(1, 25), 60, CancellationToken.None)).Ids.Count.ShouldBe(25);
    }

    [Fact]
    public async Task Lets_go_what_the_source_takes_back()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var (gate, job) = await JobAsync(service);
        await gate.DecideAsync(job, Leavers(1, 60), 100, CancellationToken.None);
        (await HeldAsync(service))!["removals"]!.GetValue<int>().ShouldBe(60);
        (await gate.DecideAsync(job, Leavers(1, 5), 100, CancellationToken.None)).Ids.ShouldBeEmpty();
        (await HeldAsync(service)).ShouldBeNull();
        (await gate.ListedAsync(job.JobId, CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Counts_removals_that_come_in_slices_together()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var (gate, job) = await JobAsync(service);
        (await gate.DecideAsync(job, Leavers(1, 15), 60, CancellationToken.None)).Ids.ShouldBeEmpty();
        (await gate.DecideAsync(job, Leavers(16, 30), 60, CancellationToken.None)).Ids.Count.ShouldBe(15);
    }

    [Fact]
    public async Task Holds_members_by_a_limit_of_their_own()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var (gate, job) = await JobAsync(service);
        var members = Ids(1, 99).Concat(["m1", "m2"]).Select(id => new LeavingMember("g", id, "Group: " + id)).ToList();
        (await gate.DecideMembersAsync(job, [.. members.Take(100)], 200, CancellationToken.None)).Ids.ShouldBeEmpty();
        var held = await gate.DecideMembersAsync(job, [.. members.Skip(100), new LeavingMember("g", "m3", "x")], 200, CancellationToken.None);
        (held.Holds("g", "m2"), held.Holds("g", "u01")).ShouldBe((true, false));
        (await gate.ListedGroupsAsync(job.JobId, CancellationToken.None)).ShouldBe(["g"]);
        (await gate.ListedAsync(job.JobId, CancellationToken.None)).ShouldBeEmpty();
        (await gate.DecideAsync(job, Leavers(1, 20), 60, CancellationToken.None)).Ids.ShouldBeEmpty();
    }

    [Fact]
    public async Task Restart_with_ForceDeletes_releases_what_is_held_and_no_run_before_it_decides_any_more()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var (gate, job) = await JobAsync(service);
        await gate.DecideAsync(job, Leavers(1, 25), 60, CancellationToken.None);
        await service.Services.GetRequiredService<JobControl>().RestartAsync(job.JobId, RestartScope.ForceDeletes, CancellationToken.None);
        (await gate.HasReleasedAsync(job.JobId, CancellationToken.None)).ShouldBeTrue();
        await Should.ThrowAsync<JobTakenException>(gate.DecideAsync(job, Leavers(1, 25), 60, CancellationToken.None));
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"ids":[],"all":true}""")]
    [InlineData("""{"ids":[1]}""")]
    [InlineData("""{"all":true,"note":7}""")]
    public async Task Refuses_a_body_that_does_not_say_which(string body)
    {
        await using var service = await ServiceUnderTest.StartAsync();
        await JobAsync(service);
        using var answer = await service.Http.PostAsJsonAsync($"/api/v1/jobs/{service.JobId}/heldRemovals/release", JsonNode.Parse(body));
        ((int)answer.StatusCode).ShouldBe(400);
    }

    private static async Task<(RemovalGate Gate, JobContext Job)> JobAsync(ServiceUnderTest service)
    {
        await service.ConnectAsync(new Uri("http://127.0.0.1:1/scim"), start: false);
        var row = await service.OwnedRowAsync();
        var job = (await service.Services.GetRequiredService<JobContexts>().MakeAsync(row, new JobProgress(), CancellationToken.None))!;
        return (service.Services.GetRequiredService<RemovalGate>(), job);
    }

    private static List<Leaver> Leavers(int from, int to) => [.. Ids(from, to).Select(id => new Leaver { SourceId = id, Name = "User " + id })];

    private static List<string> Ids(int from, int to) => [.. Enumerable.Range(from, to - from + 1).Select(number => "u" + number.ToString("00", CultureInfo.InvariantCulture))];

    private static Task<JsonObject> DecideAsync(ServiceUnderTest service, string verb, object body) => service.PostAsync($"/api/v1/jobs/{service.JobId}/heldRemovals/{verb}", body);

    private static async Task<JsonNode?> HeldAsync(ServiceUnderTest service) => (await service.GetAsync($"/api/v1/jobs/{service.JobId}/heldRemovals"))["held"];

    private static Task SettleAsync(ServiceUnderTest service, JobContext job, List<string> ids) =>
        service.Services.GetRequiredService<Database>().WriteAsync(transaction => RemovalGate.SettledAsync(transaction, job, ids), CancellationToken.None);
}
