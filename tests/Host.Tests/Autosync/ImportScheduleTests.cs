using Sutler.Connectors.Sdk;
using Sutler.Host.Autosync;
using Sutler.Host.Cache;

namespace Sutler.Host.Tests.Autosync;

public sealed class ImportScheduleTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 10, 12, 0, 0, TimeSpan.Zero);
    private static readonly ConnectorCapabilities Delta = new() { DeltaImport = true };

    [Fact]
    public void Reads_all_where_a_delta_is_not_possible()
    {
        new ImportSchedule(new(), new()).KindAt(Mark("5", 1), Now).ShouldBe(ImportKind.Full);
        new ImportSchedule(new(), Delta).KindAt(Mark(null, 1), Now).ShouldBe(ImportKind.Full);
        new ImportSchedule(new(), Delta).KindAt(null, Now).ShouldBe(ImportKind.Full);
        new ImportSchedule(new(), Delta).KindAt(Mark("5", 1), Now).ShouldBe(ImportKind.Delta);
    }

    [Theory]
    [InlineData(false, 23, ImportKind.Delta)]
    [InlineData(false, 24, ImportKind.Full)]
    [InlineData(true, 167, ImportKind.Delta)]
    [InlineData(true, 168, ImportKind.Full)]
    public void Reads_all_from_time_to_time(bool seesDeletes, int hours, ImportKind kind) =>
        new ImportSchedule(new(), Delta with { DeltaSeesDeletes = seesDeletes }).KindAt(Mark("5", hours), Now).ShouldBe(kind);

    [Fact]
    public void Is_due_an_interval_after_the_last_and_at_once_without_one()
    {
        var schedule = new ImportSchedule(new() { Interval = TimeSpan.FromMinutes(10) }, new());

        schedule.Next(Now, null, Now).ShouldBe(Now.AddMinutes(10));
        schedule.Next(null, null, Now).ShouldBe(Now);
        new ImportSchedule(new() { Enabled = false }, new()).Next(null, null, Now).ShouldBeNull();
    }

    [Fact]
    public void Does_not_let_a_full_import_wait_for_the_next_delta()
    {
        var nightly = CronSchedule.Parse("30 12 * * *", TimeZoneInfo.Utc);
        var schedule = new ImportSchedule(new() { FullCron = nightly }, Delta);

        schedule.Next(Now, Mark("5", 20), Now).ShouldBe(Now.AddMinutes(30));
        schedule.KindAt(Mark("5", 20), Now).ShouldBe(ImportKind.Delta);
        schedule.KindAt(Mark("5", 20), Now.AddMinutes(30)).ShouldBe(ImportKind.Full);

        // One that was held or failed is not run again and again.
        schedule.Next(Now.AddMinutes(30), Mark("5", 20), Now.AddMinutes(31)).ShouldBe(Now.AddMinutes(150));
    }

    private static ImportMark Mark(string? watermark, int hoursAgo) => new()
    {
        Fingerprint = "f",
        Started = Now.ToUnixTimeMilliseconds(),
        Full = Now.AddHours(-hoursAgo).ToUnixTimeMilliseconds(),
        Watermark = watermark,
    };
}
