using System.Globalization;
using Sutler.Service.Escrow;

namespace Sutler.Service.Tests.Escrow;

public sealed class EscrowScheduleTests
{
    [Theory]
    [InlineData(0, "00:05:00")]
    [InlineData(1, "00:05:00")]
    [InlineData(2, "00:15:00")]
    [InlineData(3, "00:40:00")]
    [InlineData(4, "02:00:00")]
    [InlineData(5, "06:00:00")]
    [InlineData(6, "12:00:00")]
    [InlineData(7, "1.00:00:00")]
    [InlineData(100, "1.00:00:00")]
    public void Waits_longer_with_each_attempt(int attempts, string wait) =>
        EscrowSchedule.After(attempts).ShouldBe(TimeSpan.Parse(wait, CultureInfo.InvariantCulture));
}
