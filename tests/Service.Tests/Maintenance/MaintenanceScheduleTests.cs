using System.Globalization;
using Sutler.Service.Api;
using Sutler.Service.Applying;
using Sutler.Service.Maintenance;

namespace Sutler.Service.Tests.Maintenance;

public sealed class MaintenanceScheduleTests
{
    // 2026-03-07 is a Saturday; Berlin is one hour ahead of UTC in winter, two in summer.
    [Theory]
    [InlineData("Sat 22:00-Sun 04:00", "2026-03-07T21:59:00Z", null)]
    [InlineData("Sat 22:00-Sun 04:00", "2026-03-07T22:00:00Z", "2026-03-08T04:00:00Z")]
    [InlineData("Sat 22:00-Sun 04:00", "2026-03-08T04:00:00Z", null)]
    [InlineData("Sat 22:00-Sun 04:00 Europe/Berlin", "2026-03-07T21:00:00Z", "2026-03-08T03:00:00Z")]
    [InlineData("daily 02:00-02:30", "2026-03-04T02:10:00Z", "2026-03-04T02:30:00Z")]
    [InlineData("daily 23:30-00:30", "2026-03-05T00:10:00Z", "2026-03-05T00:30:00Z")]
    [InlineData("Mon-Fri 12:00-13:00", "2026-03-07T12:30:00Z", null)]
    [InlineData("Mon-Fri 12:00-13:00", "2026-03-06T12:30:00Z", "2026-03-06T13:00:00Z")]
    [InlineData("Fri-Mon 12:00-13:00", "2026-03-08T12:30:00Z", "2026-03-08T13:00:00Z")]
    [InlineData("Tue,Thu 00:00-24:00", "2026-03-05T23:59:00Z", "2026-03-06T00:00:00Z")]
    [InlineData("Fri 18:00-Mon 06:00; Sat 10:00-11:00", "2026-03-07T10:30:00Z", "2026-03-09T06:00:00Z")]
    [InlineData("Mon 08:00-Mon 06:00", "2026-03-09T05:00:00Z", "2026-03-09T06:00:00Z")]
    public void Is_open_in_the_wall_time_of_its_zone(string text, string now, string? end) =>
        MaintenanceParser.Parse(text).EndAt(At(now), CallLane.Normal).ShouldBe(end is null ? null : At(end));

    // Summer time in Berlin: from 2026-03-29 01:00 UTC (02:00 becomes 03:00) to 2026-10-25 01:00 UTC (03:00 becomes 02:00).
    [Theory]
    [InlineData("Sun 01:00-05:00 Europe/Berlin", "2026-03-29T00:00:00Z", "2026-03-29T03:00:00Z")]
    [InlineData("daily 02:15-02:45 Europe/Berlin", "2026-03-29T01:20:00Z", "2026-03-29T01:45:00Z")]
    [InlineData("daily 02:15-02:45 Europe/Berlin", "2026-03-29T00:30:00Z", null)]
    [InlineData("daily 02:15-02:45 Europe/Berlin", "2026-10-25T00:15:00Z", "2026-10-25T01:45:00Z")]
    [InlineData("daily 02:15-02:45 Europe/Berlin", "2026-10-25T01:44:00Z", "2026-10-25T01:45:00Z")]
    [InlineData("Sun 01:00-05:00 Europe/Berlin", "2026-10-24T23:00:00Z", "2026-10-25T04:00:00Z")]
    public void Keeps_to_the_wall_where_summer_time_begins_and_ends(string text, string now, string? end) =>
        MaintenanceParser.Parse(text).EndAt(At(now), CallLane.Normal).ShouldBe(end is null ? null : At(end));

    [Fact]
    public void Lets_leavers_through_only_where_the_window_says_so()
    {
        var schedule = MaintenanceParser.Parse("daily 02:00-03:00 leavers; daily 02:30-02:40 Europe/Berlin");
        schedule.EndAt(At("2026-03-04T02:10:00Z"), CallLane.Priority).ShouldBeNull();
        schedule.WaitAt(At("2026-03-04T02:10:00Z")).ShouldBe(TimeSpan.FromMinutes(50));
        schedule.EndAt(At("2026-03-04T01:35:00Z"), CallLane.Priority).ShouldBe(At("2026-03-04T01:40:00Z"));
    }

    [Theory]
    [InlineData("Sta 22:00-Sun 04:00", "'Sta' is no day")]
    [InlineData("Sat 22:00-Sunn 04:00", "'Sunn' is no day")]
    [InlineData("daily 2-3", "it is not days, a time")]
    [InlineData("daily 25:00-26:00", "'25:00' is no time of day")]
    [InlineData("daily 02:00-03:00 Europe/Atlantis", "'Europe/Atlantis' is no time zone")]
    [InlineData("Mon-Fri 22:00-Sun 04:00", "begins on one day")]
    [InlineData("daily 01:00-02:00; nonsense", "window 2")]
    [InlineData("daily 00:00-24:00", "no minute of the week")]
    public void Says_what_is_wrong_with_a_text(string text, string problem) =>
        Should.Throw<ApiException>(() => MaintenanceParser.Parse(text)).Message.ShouldContain(problem);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
}
