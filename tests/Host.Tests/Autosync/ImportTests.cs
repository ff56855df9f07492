using System.Net;
using Sutler.Host.Connections;

namespace Sutler.Host.Tests.Autosync;

public sealed class ImportTests
{
    private static readonly TimeSpan LongAfter = TimeSpan.FromHours(3);

    [Fact]
    public async Task Says_that_it_is_importing_until_the_first_import_is_done()
    {
        var gate = new Gate();
        var connector = new FaultyConnector { AfterImport = gate.PassAsync };
        await using var host = new TestHost();
        host.Target.Fill(5);
        await host.StartAsync(TestHost.With(connector));
        await gate.Arrived;

        foreach (var path in new[] { "Users", "Users/e1", TestHost.Filter("ContosoLogin", "e1") })
        {
            var (status, body, response) = await host.GetAsync(path);
            status.ShouldBe(HttpStatusCode.ServiceUnavailable);
            body!["detail"]!.GetValue<string>().ShouldContain("importing");
            response.Headers.RetryAfter.ShouldNotBeNull();
        }

        (await host.PostAsync(TestHost.User("x"))).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await host.GetAsync("/health/ready")).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await host.GetAsync("/health/live")).Status.ShouldBe(HttpStatusCode.OK);

        gate.Open();
        await TestHost.WaitAsync(() => host.Status.State is ConnectionState.Ready);
        (await host.GetAsync("/health/ready")).Status.ShouldBe(HttpStatusCode.OK);
        await host.ShouldEqualTargetAsync();
    }

    [Fact]
    public async Task Starts_warm_without_asking_the_target_for_its_objects()
    {
        await using var host = new TestHost();
        host.Target.Fill(50);
        await host.StartReadyAsync();
        await host.PostAsync(TestHost.User("a"));
        var before = (await host.PatchAsync("a", TestHost.Replace("Title", "\"T\""))).Body!;
        before["meta"]!["location"] = "";
        await host.StopAsync();

        var connector = new FaultyConnector();
        await host.StartReadyAsync(TestHost.With(connector));

        connector.Imports.ShouldBe(0);
        var after = (await host.GetAsync("Users/a")).Body!;
        after["meta"]!["location"] = "";
        after.ToJsonString().ShouldBe(before.ToJsonString());
        host.Status.Imported.ShouldNotBeNull();
        await host.ShouldEqualTargetAsync();
    }

    [Fact]
    public async Task Imports_again_when_the_settings_have_changed()
    {
        await using var host = new TestHost();
        host.Target.Fill(50);
        await host.StartReadyAsync();
        await host.StopAsync();
        host.Target.Execute("CREATE TABLE Others AS SELECT * FROM Employees WHERE ContosoLogin = 'e7'; CREATE UNIQUE INDEX o ON Others (ContosoLogin)");
        host.WriteConnection("demo", TestHost.Yaml().Replace("table: Employees", "table: Others", StringComparison.Ordinal));

        await host.StartReadyAsync();

        (await host.GetAsync("Users?count=0")).Body!["totalResults"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task Leaves_alone_what_was_exported_while_an_import_ran()
    {
        await using var host = new TestHost();
        host.Target.Fill(60);
        await host.StartReadyAsync();
        await host.StopAsync();
        host.Target.Execute("UPDATE Employees SET Title = 'Elsewhere' WHERE ContosoLogin = 'e5'; DELETE FROM Employees WHERE ContosoLogin = 'e6'");
        var gate = new Gate();
        var connector = new FaultyConnector { AfterImport = gate.PassAsync };
        await host.StartReadyAsync(o => o with { Connectors = [connector], Clock = new OffsetClock(LongAfter) });
        await gate.Arrived;

        // The import has read the table; now it changes behind the import's back.
        await host.PostAsync(TestHost.User("new"));
        await host.PatchAsync("e1", TestHost.Replace("Title", "\"Exported\""));
        await host.DeleteAsync("e2");
        await host.DeleteAsync("e3");
        await host.PostAsync(TestHost.User("e3", "\"Title\":\"Again\""));
        host.Target.Execute("INSERT INTO Employees (ContosoLogin) VALUES ('seen')");
        await host.GetAsync("Users/seen", noCache: true);
        var imported = host.Status.Imported;
        gate.Open();

        await TestHost.WaitAsync(() => host.Status.Imported != imported);
        await host.ShouldEqualTargetAsync();
        (await host.GetAsync("Users/e5")).Response.Headers.ETag!.ToString().ShouldBe("W/\"2\"");
        (await host.GetAsync("Users/e7")).Response.Headers.ETag!.ToString().ShouldBe("W/\"1\"");
        await host.StopAsync();
        await host.StartReadyAsync(o => o with { Clock = new OffsetClock(LongAfter) });
        await host.ShouldEqualTargetAsync();
    }

    [Fact]
    public async Task Holds_an_import_that_would_drop_too_much_until_it_is_allowed()
    {
        await using var host = new TestHost();
        host.Target.Fill(100);
        await host.StartReadyAsync();
        await host.StopAsync();
        host.Target.Execute("DELETE FROM Employees WHERE rowid > 70");

        await host.StartReadyAsync(o => o with { Clock = new OffsetClock(LongAfter) });
        await TestHost.WaitAsync(() => host.Status.HeldImport is not null);

        host.Status.HeldImport!.ShouldContain("30 of 100");
        (await host.GetAsync("Users?count=0")).Body!["totalResults"]!.GetValue<int>().ShouldBe(100);
        host.Log.ShouldContain(line => line.Contains("is held", StringComparison.Ordinal));

        host.WriteConnection("demo", TestHost.Yaml("import: { holdAbovePercent: 50 }"));
        (await HostRole.ReloadAsync(host.App, "demo", TestContext.Current.CancellationToken)).ShouldBeEmpty();
        await TestHost.WaitAsync(() => host.Status is { State: ConnectionState.Ready, Objects: 70 });
        host.Status.HeldImport.ShouldBeNull();
        await host.ShouldEqualTargetAsync();
    }

    [Fact]
    public async Task Keeps_the_old_objects_when_an_import_fails_and_tries_again()
    {
        await using var host = new TestHost();
        host.Target.Fill(30);
        await host.StartReadyAsync();
        await host.StopAsync();
        host.Target.Execute("INSERT INTO Employees (ContosoLogin) VALUES ('late')");
        var failures = 1;
        var connector = new FaultyConnector { AfterImport = _ => failures-- > 0 ? throw new IOException("cut") : Task.CompletedTask };

        await host.StartReadyAsync(o => o with { Connectors = [connector], Clock = new OffsetClock(LongAfter) });

        (await host.GetAsync("Users/e1")).Status.ShouldBe(HttpStatusCode.OK);
        await TestHost.WaitAsync(() => host.Status.Objects == 31);
        connector.Imports.ShouldBe(2);
    }
}
