using System.Net.Http.Json;
using Sutler.Testing;

namespace Sutler.Service.Tests;

/// <summary>Two services on one database: whatever one is told, the other does when the job is its.</summary>
public sealed class WhenTwoNodesShareAStore
{
    private const int Changes = 40;

    [Fact]
    public async Task Follows_changes_and_commands_made_on_the_other_node_at_once()
    {
        await using var target = await BreakableTarget.StartAsync();
        await using var owner = await ServiceUnderTest.StartAsync();
        await owner.ConnectAsync(target.BaseAddress);
        await owner.SettledAsync();
        await using var other = await ServiceUnderTest.StartAsync(TestStore.Beside(owner.Folder));
        await other.ResumeAsync();
        var waits = new List<double>();
        for (var i = 0; i < Changes; i++)
        {
            var began = TimeProvider.System.GetTimestamp();
            using var made = await other.Http.PostAsJsonAsync("/v1.0/users", new { userPrincipalName = $"user{i}", accountEnabled = true });
            made.EnsureSuccessStatusCode();
            var committed = TimeProvider.System.GetTimestamp();
            while (target.Count("POST") <= i)
            {
                TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(ServiceUnderTest.Limit);
                await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, TestContext.Current.CancellationToken);
            }

            waits.Add(TimeProvider.System.GetElapsedTime(committed).TotalMilliseconds);
        }

        waits.Sort();
        TestContext.Current.SendDiagnosticMessage($"answered on one node to request at the target by the other: median {waits[Changes / 2]:0} ms, worst {waits[^1]:0} ms");
        // The owner writes down once a second what its jobs are doing; any node tells it.
        await other.UntilAsync(state => state["totals"]!["created"]!.GetValue<int>() == Changes && state["settled"]!.GetValue<bool>());
        waits[Changes / 2].ShouldBeLessThan(500);

        await other.CommandAsync("pause");
        using var late = await owner.Http.PostAsJsonAsync("/v1.0/users", new { userPrincipalName = "late", accountEnabled = true });
        late.EnsureSuccessStatusCode();
        await other.CommandAsync("start");
        await other.SettledAsync();
        target.Users.Count.ShouldBe(Changes + 1);
    }
}
