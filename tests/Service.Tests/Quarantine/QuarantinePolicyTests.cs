using System.Globalization;
using Sutler.Service.Jobs;
using Sutler.Service.Quarantine;

namespace Sutler.Service.Tests.Quarantine;

public sealed class QuarantinePolicyTests
{
    // The first five are the worked examples of S/QUAR-5 (S/TEST-6).
    [Theory]
    [InlineData(4_000, 4_000, 0, null)]
    [InlineData(45_000, 45_000, 0, "EncounteredBaseEscrowThreshold")]
    [InlineData(35_000, 30_000, 0, "EncounteredEscrowProportionThreshold")]
    [InlineData(120_000, 20_000, 0, null)]
    [InlineData(1_000_000, 40_000, 21_000, "EncounteredTotalEscrowThreshold")]
    [InlineData(4_999, 4_999, 100_000, null)]
    [InlineData(5_000, 5_000, 0, "EncounteredEscrowProportionThreshold")]
    [InlineData(12_500, 5_000, 0, null)]
    [InlineData(12_499, 5_000, 0, "EncounteredEscrowProportionThreshold")]
    [InlineData(1_000_000, 40_000, 0, null)]
    [InlineData(1_000_000, 40_001, 0, "EncounteredBaseEscrowThreshold")]
    [InlineData(1_000_000, 40_000, 19_999, null)]
    [InlineData(1_000_000, 40_000, 20_000, "EncounteredTotalEscrowThreshold")]
    [InlineData(20_000, 6_000, 30_000, null)]
    public void Judges_a_cycle_by_its_failures(long attempted, long failures, long references, string? reason) =>
        QuarantinePolicy.Judge(new QuarantineCounts(attempted, failures, references)).ShouldBe(reason);

    [Theory]
    [InlineData("EncounteredEscrowProportionThreshold", 1, "06:00:00")]
    [InlineData("EncounteredEscrowProportionThreshold", 2, "12:00:00")]
    [InlineData("EncounteredEscrowProportionThreshold", 3, "1.00:00:00")]
    [InlineData("EncounteredBaseEscrowThreshold", 20, "1.00:00:00")]
    [InlineData("EncounteredQuarantineException", 1, "00:00:10")]
    [InlineData("EncounteredQuarantineException", 3, "00:00:40")]
    [InlineData("EncounteredQuarantineException", 4, "00:01:00")]
    [InlineData("EncounteredQuarantineException", 5_000, "00:01:00")]
    [InlineData("QuarantinedOnDemand", 1, null)]
    public void Tries_again_by_its_schedule(string reason, int count, string? wait) =>
        QuarantineSchedule.After(reason, count, new EngineOptions()).ShouldBe(wait is null ? null : TimeSpan.Parse(wait, CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("QuarantineOnDemand", "QuarantinedOnDemand")]
    [InlineData("quarantinedondemand", "QuarantinedOnDemand")]
    [InlineData("TooManyDeletes", "TooManyDeletes")]
    [InlineData("Nothing", null)]
    public void Reads_both_spellings_of_a_reason(string text, string? reason) => QuarantineReason.Parse(text).ShouldBe(reason);
}
