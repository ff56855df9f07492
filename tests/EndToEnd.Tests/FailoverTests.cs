using Sutler.EndToEnd.Tests.Kit;

namespace Sutler.EndToEnd.Tests;

/// <summary>
/// Two services on one PostgreSQL share a job whose owner is killed, stopped or restarted while it works. The target, which would take a
/// second user of the same name, ends with each user once and as the directory says.
/// </summary>
public sealed class FailoverTests(ITestOutputHelper output)
{
    private const int Seed = 20_261_122;
    private const int Workers = 1_500;
    private const int Kills = 12;

    [Fact]
    public async Task Moves_the_jobs_of_a_killed_node_without_a_lost_or_doubled_action()
    {
        await using var cluster = await Cluster.StartAsync(2);
        cluster.Target.Latency = TimeSpan.FromMilliseconds(20);
        var random = new Random(Seed);
        var history = new History(Seed, Workers);
        output.WriteLine($"seed {Seed}, {Workers} workers");
        await cluster.ImportAsync(cluster.Nodes[0], history.Csv);
        for (var kill = 1; kill <= Kills; kill++)
        {
            var owner = await cluster.AnyOwnerAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(50, 1500)), TimeProvider.System, TestContext.Current.CancellationToken);
            var before = cluster.Target.Requests.Count;
            await owner.Process.KillAsync();
            var (next, took) = await cluster.TakenOverAsync(owner);
            output.WriteLine($"kill {kill}: the other node had the job after {took.TotalSeconds:0.0} s; requests so far {before}");
            history.Move(titles: 200, turns: 10);
            await cluster.ImportAsync(next, history.Csv);
            await cluster.StartAsync(owner);
        }

        await AssertEndsAsync(cluster, cluster.Nodes[0], history);
    }

    [Fact]
    public async Task Sends_nothing_on_an_old_lease_when_a_stopped_node_goes_on()
    {
        await using var cluster = await Cluster.StartAsync(2);
        cluster.Target.Latency = TimeSpan.FromMilliseconds(20);
        var random = new Random(Seed);
        var history = new History(Seed + 1, Workers);
        await cluster.ImportAsync(cluster.Nodes[0], history.Csv);
        for (var stop = 1; stop <= 3; stop++)
        {
            var owner = await cluster.AnyOwnerAsync();
            await cluster.UntilAsync(() => Task.FromResult(cluster.Target.Requests.Count), CountOver(cluster.Target.Requests.Count + random.Next(10, 300)));
            await owner.Process.SignalAsync("STOP");
            var (next, took) = await cluster.TakenOverAsync(owner);
            history.Move(titles: 300, turns: 10);
            await cluster.ImportAsync(next, history.Csv);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(500, 3000)), TimeProvider.System, TestContext.Current.CancellationToken);
            await owner.Process.SignalAsync("CONT");
            output.WriteLine($"stop {stop}: the other node had the job after {took.TotalSeconds:0.0} s");
            history.Move(titles: 300, turns: 10);
            await cluster.ImportAsync(next, history.Csv);
        }

        await AssertEndsAsync(cluster, cluster.Nodes[0], history);
    }

    [Fact]
    public async Task Hands_its_jobs_over_when_a_node_is_restarted_in_turn()
    {
        await using var cluster = await Cluster.StartAsync(2);
        cluster.Target.Latency = TimeSpan.FromMilliseconds(20);
        var history = new History(Seed + 2, Workers);
        await cluster.ImportAsync(cluster.Nodes[0], history.Csv);
        for (var round = 1; round <= 2; round++)
        {
            var owner = await cluster.AnyOwnerAsync();
            var requests = cluster.Target.Requests.Count;
            await cluster.UntilAsync(() => Task.FromResult(cluster.Target.Requests.Count), CountOver(requests + 200));
            await owner.Process.SignalAsync("INT");
            var ended = await owner.Process.EndAsync();
            ended.ExitCode.ShouldBe(0, ended.All);
            var (next, took) = await cluster.TakenOverAsync(owner);
            output.WriteLine($"restart {round}: the other node had the job {took.TotalSeconds:0.0} s after the process had ended");
            history.Move(titles: 300, turns: 10);
            await cluster.ImportAsync(next, history.Csv);
            await cluster.StartAsync(owner);
        }

        await AssertEndsAsync(cluster, cluster.Nodes[1], history);
    }

    private static Func<int, bool> CountOver(int limit) => count => count > limit;

    private async Task AssertEndsAsync(Cluster cluster, ClusterNode node, History history)
    {
        var state = await cluster.SettledAsync(node);
        if (state["escrowed"]!.GetValue<int>() > 0)
        {
            await cluster.RetryAsync(node);
            state = await cluster.UntilAsync(() => cluster.StateAsync(node), now => now["escrowed"]!.GetValue<int>() == 0 && now["settled"]!.GetValue<bool>());
        }

        var users = cluster.Target.Users;
        output.WriteLine($"settled: {users.Count} users, {cluster.Target.Count("POST")} creates, {cluster.Target.Count("PATCH")} changes; {state["totals"]}");
        users.Select(user => user["ContosoLogin"]).ShouldBeUnique();
        users.Where(user => user["IsActive"] == "true").Select(user => $"{user["ContosoLogin"]} {user["Title"]}").ShouldBe(history.InUse);
    }
}
