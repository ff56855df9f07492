using System.Globalization;
using Sutler.Host.Autosync;

namespace Sutler.Host.Tests.Autosync;

public sealed class CronScheduleTests
{
    [Theory]
    [InlineData("0 3 * * *", "2026-01-10T02:59:59", "2026-01-10T03:00")]
    [InlineData("0 3 * * *", "2026-01-10T03:00:00", "2026-01-11T03:00")]
    [InlineData("*/15 * * * *", "2026-01-10T10:14:30", "2026-01-10T10:15")]
    [InlineData("5-10/5,50 8,20 * * *", "2026-01-10T08:10:00", "2026-01-10T08:50")]
    [InlineData("0 0 1 jan *", "2026-01-10T00:00:00", "2027-01-01T00:00")]
    [InlineData("30 6 * * MON-FRI", "2026-01-09T12:00:00", "2026-01-12T06:30")]
    [InlineData("0 0 * * 7", "2026-01-10T00:00:00", "2026-01-11T00:00")]
    [InlineData("0 0 13 * 5", "2026-01-10T00:00:00", "2026-01-13T00:00")]
    [InlineData("0 0 13 * 5", "2026-01-13T00:00:00", "2026-01-16T00:00")]
    [InlineData("0 0 29 2 *", "2096-03-01T00:00:00", "2104-02-29T00:00")]
    [InlineData("59 23 31 12 *", "2026-12-31T23:59:00", "2027-12-31T23:59")]
    public void Finds_the_next_time(string line, string after, string expected) =>
        Next(line, "UTC", after + "Z").ShouldBe(DateTimeOffset.Parse(expected + ":00Z", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("30 2 * * *", "2026-03-28T12:00+01:00", "2026-03-29T03:00+02:00")]
    [InlineData("30 2 * * *", "2026-03-29T03:00+02:00", "2026-03-30T02:30+02:00")]
    [InlineData("30 2 * * *", "2026-10-24T12:00+02:00", "2026-10-25T02:30+02:00")]
    [InlineData("30 2 * * *", "2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00")]
    [InlineData("0 * * * *", "2026-10-25T02:00+02:00", "2026-10-25T02:00+01:00")]
    [InlineData("0 * * * *", "2026-03-29T01:00+01:00", "2026-03-29T03:00+02:00")]
    [InlineData("30 * * * *", "2026-03-29T01:30+01:00", "2026-03-29T03:30+02:00")]
    [InlineData("0 3 * * *", "2026-03-28T12:00+01:00", "2026-03-29T03:00+02:00")]
    public void Fires_once_where_the_clock_is_put_forward_or_back(string line, string after, string expected) =>
        Next(line, "Europe/Vienna", after).ShouldBe(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture));

    [Fact]
    public void Fires_on_each_day_of_ten_years_in_zones_with_odd_changes()
    {
        foreach (var zone in new[] { "Europe/Vienna", "America/Sao_Paulo", "Australia/Lord_Howe", "America/New_York", "Asia/Kathmandu" })
        {
            var info = TimeZoneInfo.FindSystemTimeZoneById(zone);
            foreach (var line in new[] { "0 0 * * *", "15 2 * * *", "45 1 * * *" })
            {
                var schedule = CronSchedule.Parse(line, info)!;
                var at = new DateTimeOffset(2015, 1, 1, 12, 0, 0, TimeSpan.Zero);
                var days = new List<DateTime>();
                while (at.Year < 2025)
                {
                    at = schedule.Next(at)!.Value;
                    days.Add(TimeZoneInfo.ConvertTime(at, info).Date);
                }

                days.Zip(days.Skip(1)).ShouldAllBe(pair => pair.Second == pair.First.AddDays(1), $"{line} in {zone}");
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("* * * *")]
    [InlineData("* * * * * *")]
    [InlineData("60 * * * *")]
    [InlineData("* 24 * * *")]
    [InlineData("* * 0 * *")]
    [InlineData("* * * 13 *")]
    [InlineData("* * * * 8")]
    [InlineData("5-1 * * * *")]
    [InlineData("*/0 * * * *")]
    [InlineData("1, * * * *")]
    [InlineData("-1 * * * *")]
    [InlineData("a * * * *")]
    [InlineData("1-2-3 * * * *")]
    [InlineData("*/99999999999 * * * *")]
    public void Refuses_what_is_no_line(string line) => CronSchedule.Parse(line, TimeZoneInfo.Utc).ShouldBeNull();

    [Fact]
    public void Knows_a_day_that_never_comes() => Next("0 0 31 2 *", "UTC", "2026-01-01T00:00Z").ShouldBeNull();

    private static DateTimeOffset? Next(string line, string zone, string after) =>
        CronSchedule.Parse(line, TimeZoneInfo.FindSystemTimeZoneById(zone))!.Next(DateTimeOffset.Parse(after, CultureInfo.InvariantCulture));
}
