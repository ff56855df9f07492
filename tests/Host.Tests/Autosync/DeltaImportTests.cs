using System.Net;
using Sutler.Connectors.Sdk;

namespace Sutler.Host.Tests.Autosync;

/// <summary>H/CACHE-2, 3, 6, 8, 10, 11.</summary>
public sealed class DeltaImportTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Takes_in_what_changed_and_nothing_else()
    {
        await using var host = new MemoryHost();
        Fill(host, 50);
        await host.StartReadyAsync();
        host.Target.Put("u1", "Changed");
        host.Target.Put("u2", null);
        host.Target.Put("new", "New");

        var report = await host.Connection.ImportNowAsync(ImportKind.Delta, Token);

        report.ShouldBe(new(ImportKind.Delta, 3, 3, 1, null));
        host.Target.Count("Full").ShouldBe(1);
        await host.ShouldEqualTargetAsync();
        (await host.Connection.ImportNowAsync(ImportKind.Delta, Token)).Read.ShouldBe(0);
    }

    [Fact]
    public async Task Goes_on_after_a_crash_between_pages_where_it_was()
    {
        await using var host = new MemoryHost("import: { pageSize: 10 }");
        Fill(host, 100);
        await host.StartReadyAsync();
        for (var i = 0; i < 50; i++)
            host.Target.Put($"u{i}", "Changed");
        var gate = new Gate();
        host.Target.BeforePage = (page, token) => page == 3 ? gate.PassAsync(token) : Task.CompletedTask;
        var import = Swallow(host.Connection.ImportNowAsync(ImportKind.Delta, Token));
        await gate.Arrived;
        host.Status.Import!.Read.ShouldBe(30);
        host.Status.Import.Kind.ShouldBe(ImportKind.Delta);

        await using var next = new MemoryHost("import: { pageSize: 10 }");
        next.Host.TakeOver(host.Host);
        Copy(host.Target, next.Target);
        await next.StartReadyAsync();
        (await next.TitleAsync("u29")).ShouldBe("Changed");
        (await next.TitleAsync("u30")).ShouldBe("T");
        var report = await next.Connection.ImportNowAsync(ImportKind.Delta, Token);

        report.Read.ShouldBe(20);
        next.Target.Count("Full").ShouldBe(0);
        await next.ShouldEqualTargetAsync();
        gate.Open();
        await import;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Neither_undoes_an_export_nor_loses_what_came_after_it(bool canFind)
    {
        await using var host = new MemoryHost();
        Fill(host, 10);
        await host.StartReadyAsync();
        host.Target.Put("u1", "Old");
        host.Target.Put("u2", "Old");
        host.Target.Put("u3", "Old");
        var gate = new Gate();
        host.Target.BeforePage = (page, token) => page == 0 ? gate.PassAsync(token) : Task.CompletedTask;
        var import = host.Connection.ImportNowAsync(ImportKind.Delta, Token);
        await gate.Arrived;

        // The pages were read when the import began; what follows is newer than they are.
        (await host.SetTitleAsync("u1", "Exported")).Status.ShouldBe(HttpStatusCode.OK);
        (await host.Host.DeleteAsync("u2")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await host.SetTitleAsync("u3", "Exported")).Status.ShouldBe(HttpStatusCode.OK);
        host.Target.Put("u3", "Later");
        if (!canFind)
            host.Target.BeforeFind = _ => throw new ConnectorException("no");
        host.Target.BeforePage = (_, _) => Task.CompletedTask;
        gate.Open();
        if (canFind)
            await import;
        else
            await Should.ThrowAsync<ConnectorException>(() => import);

        (await host.TitleAsync("u1")).ShouldBe("Exported");
        (await host.GetAsync("u2")).ShouldBe(HttpStatusCode.NotFound);
        host.Target.BeforeFind = _ => Task.CompletedTask;
        await host.Connection.ImportNowAsync(ImportKind.Delta, Token);
        await host.ShouldEqualTargetAsync();
        host.Target.Count("Full").ShouldBe(1);
    }

    [Fact]
    public async Task Reads_all_when_the_watermark_is_not_known_any_more()
    {
        await using var host = new MemoryHost();
        Fill(host, 5);
        await host.StartReadyAsync();
        await host.Host.StopAsync();
        var restored = new MemoryConnector();
        restored.Put("u1", "Restored");

        await host.Host.StartReadyAsync(TestHost.With(restored));
        host.Connection.ImportNowAsync(ImportKind.Delta, Token).IsFaulted.ShouldBeFalse();

        await TestHost.WaitAsync(() => host.Status.Objects == 1);
        restored.Calls.ShouldBe(["schema", "Delta", "Full"]);
        (await host.TitleAsync("u1")).ShouldBe("Restored");
    }

    [Fact]
    public async Task Holds_a_delta_that_would_drop_too_much_until_it_is_accepted()
    {
        await using var host = new MemoryHost("import: { pageSize: 20 }");
        Fill(host, 100);
        await host.StartReadyAsync();
        for (var i = 0; i < 50; i++)
            host.Target.Put($"u{i}", null);

        var report = await host.Connection.ImportNowAsync(ImportKind.Delta, Token);

        report.Held!.Dropped.ShouldBe(40);
        host.Status.Held!.Samples.Count.ShouldBe(10);
        host.Status.Objects.ShouldBe(80);
        host.Connection.AcceptHeldImport().ShouldBeTrue();
        host.Target.BeforePage = (_, _) => Task.CompletedTask;
        (await host.Connection.ImportNowAsync(ImportKind.Full, Token)).Held.ShouldBeNull();
        host.Status.Held.ShouldBeNull();
        await host.ShouldEqualTargetAsync();
    }

    [Fact]
    public async Task Imports_when_the_clock_says_so_deltas_often_and_all_once_a_day()
    {
        await using var host = new MemoryHost("autosync: { interval: 10s }") { Clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)) };
        host.Target.Capabilities = new ConnectorCapabilities { DeltaImport = true };
        Fill(host, 3);
        await host.StartReadyAsync();
        await TestHost.WaitAsync(() => host.Status.NextImport is not null);
        host.Target.Put("u1", "Changed");
        host.Target.Put("u2", null);

        await AdvanceAsync(host, TimeSpan.FromSeconds(10), () => host.Target.Count("Delta") == 1);
        await TestHost.WaitAsync(() => host.Status.Age < TimeSpan.FromSeconds(1));
        (await host.TitleAsync("u1")).ShouldBe("Changed");
        (await host.GetAsync("u2")).ShouldBe(HttpStatusCode.OK);

        await AdvanceAsync(host, TimeSpan.FromHours(24), () => host.Target.Count("Full") == 2);
        await TestHost.WaitAsync(() => host.Status.Objects == 2);
    }

    [Fact]
    public async Task Imports_only_on_demand_where_autosync_is_off()
    {
        await using var host = new MemoryHost("autosync: off") { Clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)) };
        Fill(host, 3);
        await host.StartReadyAsync();
        host.Status.NextImport.ShouldBeNull();
        host.Clock.Advance(TimeSpan.FromDays(30));

        host.Target.Calls.ShouldBe(["schema", "Full"]);
        host.Target.Put("u9", "T");
        (await host.Connection.ImportNowAsync(ImportKind.Full, Token)).Changed.ShouldBe(1);
        await host.ShouldEqualTargetAsync();
    }

    [Fact]
    public async Task Tells_who_asked_that_an_import_failed_and_goes_on()
    {
        await using var host = new MemoryHost();
        Fill(host, 3);
        await host.StartReadyAsync();
        host.Target.BeforePage = (_, _) => throw new ConnectorException(new ConnectorError(ConnectorErrorKind.Unreachable, "The target is away."));

        (await Should.ThrowAsync<ConnectorException>(() => host.Connection.ImportNowAsync(ImportKind.Full, Token))).Message.ShouldBe("The target is away.");

        host.Status.Problem.ShouldBe("The target is away.");
        host.Target.BeforePage = (_, _) => Task.CompletedTask;
        await host.Connection.ImportNowAsync(ImportKind.Full, Token);
        host.Status.Problem.ShouldBeNull();
    }

    private static void Fill(MemoryHost host, int count)
    {
        for (var i = 0; i < count; i++)
            host.Target.Put($"u{i}", "T");
    }

    private static void Copy(MemoryConnector from, MemoryConnector to)
    {
        // The same log, so that watermarks mean the same.
        for (var i = 0; i < 100; i++)
            to.Put($"u{i}", "T");
        for (var i = 0; i < 50; i++)
            to.Put($"u{i}", from.Objects.First(o => o.Key == $"u{i}").Value);
    }

    private static async Task AdvanceAsync(MemoryHost host, TimeSpan by, Func<bool> until)
    {
        host.Clock!.Advance(by);
        await TestHost.WaitAsync(() =>
        {
            host.Clock.Advance(TimeSpan.FromTicks(1));
            return until();
        });
    }

    private static async Task Swallow(Task task)
    {
        try
        {
            await task;
        }
        catch (OperationCanceledException)
        {
            // The killed host's.
        }
    }
}
