using Sutler.Host.Connections;
using Sutler.Testing;

namespace Sutler.Host.Tests.Admin;

public sealed class AdminApiTests
{
    [Fact]
    public async Task Opens_on_loopback_to_its_own_token_alone()
    {
        await using var host = new TestHost();
        await host.StartReadyAsync();
        using var admin = new AdminClient(host.Folder);

        admin.File.Url.ShouldStartWith("http://127.0.0.1:");
        admin.File.Port.ShouldBe(HostRole.Port(host.App));
        admin.File.ProcessId.ShouldBe(Environment.ProcessId);
        (await admin.GetAsync("")).Body!["routes"]!.AsArray().Count.ShouldBeGreaterThan(10);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(Path.Combine(host.Folder, "admin-token")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);

        // The connection's token opens SCIM, never administration; the admin port serves no SCIM, the SCIM port no administration.
        using (var stranger = new AdminClient(host.Folder, TestHost.Token))
            (await stranger.GetAsync("/status")).Status.ShouldBe(401);
        using var plain = new HttpClient();
        var scim = new Uri(new Uri(admin.File.Url), "/ecma2host_demo/scim/Users");
        ((int)(await plain.GetAsync(scim, TestContext.Current.CancellationToken)).StatusCode).ShouldBe(401);
        (await host.GetAsync("/admin/v1/status")).Status.ShouldBe(System.Net.HttpStatusCode.NotFound);

        await host.StopAsync();
        File.Exists(Path.Combine(host.Folder, "admin.json")).ShouldBeFalse();
    }

    [Fact]
    public async Task Limits_wrong_tokens_but_never_locks_the_right_one_out()
    {
        var clock = new ManualTimeProvider(DateTimeOffset.UnixEpoch);
        var token = Sutler.Host.Admin.AdminToken.Open(Directory.CreateTempSubdirectory("sutler-token-").FullName, clock);
        token.Opens("wrong").ShouldBeFalse();
        for (var i = 0; i < 10; i++)
            token.CountWrong().ShouldBeNull();
        token.CountWrong()!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
        clock.Advance(Sutler.Host.Admin.AdminToken.Window);
        token.CountWrong().ShouldBeNull();

        await using var host = new TestHost();
        await host.StartReadyAsync();
        using var stranger = new AdminClient(host.Folder, "wrong");
        for (var i = 0; i < 10; i++)
            (await stranger.GetAsync("/status")).Status.ShouldBe(401);
        var (status, _, response) = await stranger.GetAsync("/status");
        status.ShouldBe(429);
        response.Headers.RetryAfter.ShouldNotBeNull();
        using var admin = new AdminClient(host.Folder);
        (await admin.GetAsync("/status")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_put_connection_is_served_at_once_and_disturbs_no_other()
    {
        await using var host = new TestHost();
        host.Target.Fill(3);
        await host.StartReadyAsync();
        using var admin = new AdminClient(host.Folder);
        var before = host.Status.Imported;

        var yaml = "# kept as written\n" + TestHost.Yaml().Replace("name: demo", "name: second", StringComparison.Ordinal);
        var (status, body, response) = await admin.SendAsync(HttpMethod.Put, "/connections/second", yaml);
        status.ShouldBe(201, body?.ToString());

        await TestHost.WaitAsync(() => HostRole.Status(host.App).Any(s => s is { Name: "second", State: ConnectionState.Ready }));
        (await host.GetAsync("/ecma2host_second/scim/Users")).Body!["totalResults"]!.GetValue<int>().ShouldBe(3);
        host.Status.Imported.ShouldBe(before);
        (await File.ReadAllTextAsync(Path.Combine(host.Folder, "connections", "second.yaml"), TestContext.Current.CancellationToken)).ShouldBe(yaml);

        var list = (await admin.GetAsync("/connections")).Body!["value"]!.AsArray();
        list.Select(c => (c!["name"]!.ToString(), c["state"]!.ToString(), c["connector"]!.ToString())).ShouldBe([("demo", "Ready", "sql"), ("second", "Ready", "sql")]);

        (await admin.SendAsync(HttpMethod.Delete, "/connections/second")).Status.ShouldBe(204);
        (await host.GetAsync("/ecma2host_second/scim/Users")).Status.ShouldBe(System.Net.HttpStatusCode.NotFound);
        File.Exists(Path.Combine(host.Folder, "cache", "second.db")).ShouldBeFalse();
        response.Headers.ETag.ShouldNotBeNull();
    }

    [Fact]
    public async Task Two_administrators_do_not_overwrite_each_other()
    {
        await using var host = new TestHost();
        await host.StartReadyAsync();
        using var admin = new AdminClient(host.Folder);
        var version = (await admin.GetAsync("/connections/demo")).Response.Headers.ETag!.Tag;

        (await admin.SendAsync(HttpMethod.Put, "/connections/demo", TestHost.Yaml("autosync: { interval: 1h }"))).Status.ShouldBe(428);
        (await admin.SendAsync(HttpMethod.Put, "/connections/demo", TestHost.Yaml("autosync: { interval: 1h }"), version)).Status.ShouldBe(200);
        (await admin.SendAsync(HttpMethod.Put, "/connections/demo", TestHost.Yaml("autosync: { interval: 3h }"), version)).Status.ShouldBe(412);
        (await admin.SendAsync(HttpMethod.Put, "/connections/other", TestHost.Yaml().Replace("demo\n", "other\n", StringComparison.Ordinal), version)).Status.ShouldBe(412);
        (await admin.SendAsync(HttpMethod.Put, "/connections/DEMO", TestHost.Yaml(), "*")).Status.ShouldBe(409);
        (await admin.GetAsync("/connections/demo")).Body!["document"]!["autosync"]!["interval"]!.ToString().ShouldBe("1h");
    }

    [Fact]
    public async Task Faults_name_field_rule_and_remedy_and_change_nothing()
    {
        await using var host = new TestHost();
        await host.StartReadyAsync();
        using var admin = new AdminClient(host.Folder);
        var path = Path.Combine(host.Folder, "connections", "demo.yaml");
        var before = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);

        var broken = TestHost.Yaml("autosync: { interval: 5x }").Replace("provider: sqlite", "provider: nosuch", StringComparison.Ordinal);
        var (status, body, _) = await admin.SendAsync(HttpMethod.Put, "/connections/demo", broken, "*");

        status.ShouldBe(422);
        var faults = body!["error"]!["faults"]!.AsArray();
        faults.Select(f => f!["field"]!.ToString()).ShouldBe(["autosync.interval", "settings.provider"]);
        faults.ShouldAllBe(f => f!["message"]!.ToString().Contains("Write", StringComparison.Ordinal));
        (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).ShouldBe(before);
        (await admin.PostAsync("/validate", broken)).Body!["valid"]!.GetValue<bool>().ShouldBeFalse();
        (await admin.PostAsync("/connections/demo/validate")).Body!["valid"]!.GetValue<bool>().ShouldBeTrue();
        (await admin.SendAsync(HttpMethod.Put, "/connections/..%2F..%2Fetc", TestHost.Yaml())).Status.ShouldBe(422);
        (await admin.PostAsync("/validate", "a: [")).Body!["faults"]![0]!["message"]!.ToString().ShouldContain("not valid YAML at line");
    }

    [Fact]
    public async Task Secrets_in_clear_move_into_files_and_are_never_shown()
    {
        const string Secret = "correct-horse-battery-staple";
        await using var host = new TestHost();
        await host.StartReadyAsync();
        using var admin = new AdminClient(host.Folder);
        var yaml = TestHost.Yaml().Replace("name: demo", "name: other", StringComparison.Ordinal).Replace("file:demo.token", Secret, StringComparison.Ordinal);

        var (status, body, _) = await admin.SendAsync(HttpMethod.Put, "/connections/other", yaml);

        status.ShouldBe(201, body?.ToString());
        var stored = await File.ReadAllTextAsync(Path.Combine(host.Folder, "connections", "other.yaml"), TestContext.Current.CancellationToken);
        stored.ShouldContain("secretToken: file:../secrets/other.secretToken-");
        var shown = (await admin.GetAsync("/connections/other")).Body!.ToJsonString() + (await admin.GetAsync("/status")).Body!.ToJsonString();
        (stored + shown + body + string.Join('\n', host.Log)).ShouldNotContain(Secret);
        var first = Directory.GetFiles(Path.Combine(host.Folder, "secrets")).ShouldHaveSingleItem();
        (await File.ReadAllTextAsync(first, TestContext.Current.CancellationToken)).Trim().ShouldBe(Secret);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(first).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);

        // A refused change leaves the secret in use alone; an accepted one replaces it; removal leaves none behind.
        (await admin.SendAsync(HttpMethod.Put, "/connections/other", yaml.Replace("sqlite", "nosuch", StringComparison.Ordinal), "*")).Status.ShouldBe(422);
        Directory.GetFiles(Path.Combine(host.Folder, "secrets")).ShouldBe([first]);
        (await admin.SendAsync(HttpMethod.Put, "/connections/other", yaml.Replace(Secret, "another-secret-of-length", StringComparison.Ordinal), "*")).Status.ShouldBe(200);
        Directory.GetFiles(Path.Combine(host.Folder, "secrets")).ShouldHaveSingleItem().ShouldNotBe(first);
        (await admin.SendAsync(HttpMethod.Put, "/connections/other", yaml.Replace(Secret, "'***'", StringComparison.Ordinal), "*")).Body!["error"]!["message"]!.ToString().ShouldContain("mask");
        (await admin.SendAsync(HttpMethod.Delete, "/connections/other")).Status.ShouldBe(204);
        Directory.GetFiles(Path.Combine(host.Folder, "secrets")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Tests_and_discovers_settings_that_are_not_stored_yet()
    {
        await using var host = new TestHost();
        host.Target.Fill(5);
        await host.StartReadyAsync();
        using var admin = new AdminClient(host.Folder);
        var proposal = TestHost.Yaml().Replace("file:demo.token", "a-token-in-clear", StringComparison.Ordinal);

        var test = (await admin.PostAsync("/test?attributes=Title,NoSuch&tenantUrl=https%3A%2F%2Flocalhost%3A8585%2Fecma2host_Demo%2Fscim", proposal)).Body!;
        test["ok"]!.GetValue<bool>().ShouldBeFalse();
        var checks = test["checks"]!.AsArray().Select(c => (c!["check"]!.ToString(), c["level"]!.ToString())).ToList();
        checks.ShouldBe([("tenant URL", "fail"), ("settings", "ok"), ("target", "ok"), ("schema", "ok"), ("attribute", "ok"), ("attribute", "fail"), ("import", "ok"), ("read one", "ok")]);
        test.ToJsonString().ShouldContain("The first page holds 5 objects of type User.");

        var schema = (await admin.PostAsync("/schema", proposal)).Body!;
        schema["objectTypes"]![0]!["anchor"]![0]!.ToString().ShouldBe("ContosoLogin");
        schema["objectTypes"]![0]!["attributes"]!.AsArray().Select(a => a!["name"]!.ToString()).ShouldContain("Department");
        (await admin.PostAsync("/schema", proposal.Replace("table: Employees", "table: Nobody", StringComparison.Ordinal))).Status.ShouldBe(502);
        Directory.Exists(Path.Combine(host.Folder, "secrets")).ShouldBeFalse();
    }

    [Fact]
    public async Task Selects_attributes_and_changes_the_log_level_while_running()
    {
        await using var host = new TestHost();
        host.Target.Fill(1);
        await host.StartReadyAsync();
        using var admin = new AdminClient(host.Folder);
        var version = (await admin.GetAsync("/connections/demo")).Response.Headers.ETag!.Tag;

        (await admin.SendAsync(HttpMethod.Put, "/connections/demo/attributes", """{ "User": ["ContosoLogin", "Email"] }""", version)).Status.ShouldBe(200);
        await TestHost.WaitAsync(() => host.Status.State is ConnectionState.Ready);
        var user = (await host.GetAsync("Users")).Body!["Resources"]![0]![TestHost.Urn]!.AsObject();
        user.Select(a => a.Key).ShouldBe(["ContosoLogin", "Email"], ignoreOrder: true);

        (await admin.SendAsync(HttpMethod.Put, "/log", """{ "level": "verbose" }""")).Status.ShouldBe(400);
        (await admin.SendAsync(HttpMethod.Put, "/log", """{ "level": "debug" }""")).Body!["level"]!.ToString().ShouldBe("Debug");
        (await admin.GetAsync("/status")).Body!["logLevel"]!.ToString().ShouldBe("Debug");
    }

    [Fact]
    public async Task Refuses_bodies_that_are_no_connection()
    {
        await using var host = new TestHost();
        await host.StartReadyAsync();
        using var admin = new AdminClient(host.Folder);

        (await admin.SendAsync(HttpMethod.Put, "/connections/x", "{ not json")).Status.ShouldBe(400);
        (await admin.SendAsync(HttpMethod.Put, "/connections/x", """{"name":"x","name":"x"}""")).Status.ShouldBe(400);
        (await admin.SendAsync(HttpMethod.Put, "/connections/x", "- a list")).Status.ShouldBe(422);
        (await admin.SendAsync(HttpMethod.Put, "/connections/x", "name: " + new string('x', 9 << 20))).Status.ShouldBe(413);
        (await admin.SendAsync(HttpMethod.Patch, "/connections/demo")).Status.ShouldBe(405);
        (await admin.GetAsync("/nothing")).Status.ShouldBe(404);
        (await admin.GetAsync("/connections/Demo")).Status.ShouldBe(404);
        host.Status.State.ShouldBe(ConnectionState.Ready);
    }
}
