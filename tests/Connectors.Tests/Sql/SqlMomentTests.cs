using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Model;

namespace Sutler.Connectors.Tests.Sql;

/// <summary>Dates by format and zone (H/SQL-40 to H/SQL-43).</summary>
public sealed class SqlMomentTests
{
    private static readonly string[] Formats = ["yyyy-MM-dd HH:mm:ssK"];

    [Theory]
    [InlineData("2024-01-15 12:00:00", "2024-01-15T11:00:00Z")]
    [InlineData("2024-07-15 12:00:00", "2024-07-15T10:00:00Z")]
    [InlineData("2024-03-31 01:59:59", "2024-03-31T00:59:59Z")]
    [InlineData("2024-03-31 02:30:00", "2024-03-31T01:30:00Z")] // skipped: read with the offset before the change
    [InlineData("2024-03-31 03:00:00", "2024-03-31T01:00:00Z")]
    [InlineData("2024-10-27 01:59:59", "2024-10-26T23:59:59Z")]
    [InlineData("2024-10-27 02:30:00", "2024-10-27T01:30:00Z")] // twice: the second, in standard time
    [InlineData("2024-10-27 03:00:00", "2024-10-27T02:00:00Z")]
    [InlineData("2024-07-15 12:00:00Z", "2024-07-15T12:00:00Z")]
    [InlineData("2024-07-15 12:00:00+09:00", "2024-07-15T03:00:00Z")]
    public void Reads_local_times_of_a_zone(string text, string expected) =>
        SqlText(SqlMoment.Read(Attribute(null, "Europe/Berlin"), text, Formats)).ShouldBe(expected);

    [Theory]
    [InlineData("yyyy-MM-dd HH:mm:ss", null, "2024-07-15 10:20:30")]
    [InlineData("yyyy-MM-dd HH:mm:ss", "America/New_York", "2024-07-15 06:20:30")]
    [InlineData("dd.MM.yyyy HH:mm:ss zzz", "Asia/Kolkata", "15.07.2024 15:50:30 +05:30")]
    [InlineData("unix", null, 1721038830L)]
    [InlineData("unixMilliseconds", null, 1721038830000L)]
    [InlineData("fileTime", null, 133655124300000000L)]
    public void Writes_and_reads_back(string format, string? zone, object expected)
    {
        var attribute = Attribute(format, zone);
        var moment = new DateTimeOffset(2024, 7, 15, 10, 20, 30, TimeSpan.Zero);
        var written = SqlMoment.Write(attribute, moment, "");
        written.ShouldBe(expected);
        SqlMoment.Read(attribute, written, Formats).ShouldBe(moment);
        SqlMoment.Read(attribute, written, Formats).Offset.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void A_day_as_a_number_is_read_and_written_by_its_format()
    {
        var attribute = Attribute("yyyyMMdd", null, AttributeType.Integer);
        SqlText(SqlMoment.Read(attribute, 20240715L, Formats)).ShouldBe("2024-07-15T00:00:00Z");
        SqlMoment.Write(attribute, new DateTimeOffset(2024, 7, 15, 0, 0, 0, TimeSpan.Zero), "").ShouldBe(20240715L);
    }

    [Theory]
    [InlineData("yyyy-MM-dd HH:mm:ss", true)]
    [InlineData("unix", true)]
    [InlineData("YYYY-MM-DD", false)]
    [InlineData("HH:mm", false)]
    [InlineData("%", false)]
    [InlineData("", false)]
    public void A_format_that_does_not_read_back_is_refused(string format, bool expected) => SqlMoment.IsFormat(format).ShouldBe(expected);

    private static string SqlText(DateTimeOffset moment) => Contract.SqlText.Text(moment);

    private static SqlAttribute Attribute(string? format, string? zone, AttributeType column = AttributeType.String) => new()
    {
        Schema = new AttributeSchema { Name = "D", Type = AttributeType.DateTime },
        Column = new SqlColumn { Name = "D", DeclaredType = "", Type = column },
        Quoted = "D",
        Ordinal = 0,
        Format = format,
        TimeZone = zone is null ? null : TimeZoneInfo.FindSystemTimeZoneById(zone),
    };
}
