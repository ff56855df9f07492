using System.Net;
using Sutler.Host.Connections;

namespace Sutler.Host.Tests.Connections;

public sealed class RegistryTests
{
    [Fact]
    public async Task A_broken_file_disturbs_no_other_connection_and_keeps_secrets_to_itself()
    {
        await using var host = new TestHost();
        host.WriteConnection("broken", "name: broken\nconnector: sql\nsecretToken: correct-horse-battery\nsettings: { password: opensesame99 }");
        host.WriteConnection("garbled", "secretToken: \"staple\nstaple-secret-text: [");
        host.WriteConnection("bad name", "name: x");

        await host.StartReadyAsync();

        (await host.PostAsync(TestHost.User("a"))).Status.ShouldBe(HttpStatusCode.Created);
        var all = HostRole.Status(host.App);
        all.Where(s => s.State is ConnectionState.Faulted).Select(s => s.Name).ShouldBe(["bad name", "broken", "garbled"]);
        var words = string.Join('\n', all.SelectMany(s => s.Faults).Select(f => f.ToString()).Concat(host.Log));
        foreach (var secret in new[] { "correct-horse-battery", "opensesame99", "staple-secret-text", TestHost.Token })
            words.ShouldNotContain(secret);
        (await host.GetAsync("/health/ready")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_reload_takes_up_changes_and_a_faulty_one_leaves_the_connection_running()
    {
        await using var host = new TestHost();
        await host.StartReadyAsync();
        await host.PostAsync(TestHost.User("a"));

        host.WriteConnection("demo", "name: demo");
        var faults = await HostRole.ReloadAsync(host.App, "demo", TestContext.Current.CancellationToken);
        faults.ShouldNotBeEmpty();
        (await host.GetAsync("Users/a")).Status.ShouldBe(HttpStatusCode.OK);
        host.Status.Faults.ShouldBe(faults);

        await File.WriteAllTextAsync(Path.Combine(host.Folder, "connections", "demo.token"), "another-token-of-length", TestContext.Current.CancellationToken);
        host.WriteConnection("demo", TestHost.Yaml());
        (await HostRole.ReloadAsync(host.App, "demo", TestContext.Current.CancellationToken)).ShouldBeEmpty();
        await TestHost.WaitAsync(() => host.Status.State is ConnectionState.Ready);
        (await host.GetAsync("Users/a")).Status.ShouldBe(HttpStatusCode.Unauthorized);

        File.Delete(Path.Combine(host.Folder, "connections", "demo.yaml"));
        await HostRole.ReloadAsync(host.App, "demo", TestContext.Current.CancellationToken);
        HostRole.Status(host.App).ShouldBeEmpty();
        (await host.GetAsync("Users/a")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Waits_for_a_target_that_is_not_there_yet()
    {
        await using var host = new TestHost();
        var elsewhere = host.Target.Path + ".away";
        File.Move(host.Target.Path, elsewhere);
        await host.StartAsync();
        await TestHost.WaitAsync(() => host.Status.Problem is not null);
        var (status, _, response) = await host.GetAsync("Users");
        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter.ShouldNotBeNull();

        File.Move(elsewhere, host.Target.Path);
        await TestHost.WaitAsync(() => host.Status.State is ConnectionState.Ready);
        (await host.GetAsync("Users")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Says_which_object_type_the_target_does_not_have()
    {
        await using var host = new TestHost();
        host.WriteConnection("demo", TestHost.Yaml().Replace("  User: { resourceType", "  Usr: { resourceType", StringComparison.Ordinal));
        await host.StartAsync();

        await TestHost.WaitAsync(() => host.Status.Problem is not null);
        host.Status.Problem!.ShouldBe("objectTypes.Usr: the connector has no such object type. It has: User.");
    }

    [Fact]
    public async Task Sets_a_damaged_cache_aside_and_imports_again()
    {
        await using var host = new TestHost();
        host.Target.Fill(10);
        await host.StartReadyAsync();
        await host.StopAsync();
        var cache = Path.Combine(host.Folder, "cache", "demo.db");
        await File.WriteAllTextAsync(cache, new string('x', 8192), TestContext.Current.CancellationToken);
        File.Delete(cache + "-wal");

        await host.StartReadyAsync();

        await host.ShouldEqualTargetAsync();
        Directory.GetFiles(Path.GetDirectoryName(cache)!, "*.damaged-*").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Refuses_a_second_host_on_the_same_folder()
    {
        await using var host = new TestHost();
        await host.StartReadyAsync();
        var second = HostRole.Create(new HostOptions { DataFolder = host.Folder, Port = 0 });

        (await Should.ThrowAsync<IOException>(() => second.StartAsync())).Message.ShouldContain("Another host is running");
        await second.DisposeAsync();
        (await host.GetAsync("Users")).Status.ShouldBe(HttpStatusCode.OK);
    }
}
