using Sutler.Service.Jobs;

namespace Sutler.Service.Tests.Jobs;

public sealed class JobStatesTests
{
    [Theory]
    [InlineData("NotConfigured", "Start", false, "NotRun")]
    [InlineData("NotConfigured", "Pause", false, "NotConfigured")]
    [InlineData("NotRun", "Start", false, "NotRun")]
    [InlineData("NotRun", "CycleEnded", false, "Active")]
    [InlineData("Active", "Start", true, "Active")]
    [InlineData("Active", "Restart", true, "Active")]
    [InlineData("Active", "Pause", true, "Paused")]
    [InlineData("Paused", "Start", true, "Active")]
    [InlineData("Paused", "Start", false, "NotRun")]
    [InlineData("Paused", "CycleEnded", true, "Paused")]
    [InlineData("Paused", "Quarantined", true, "Paused")]
    [InlineData("Active", "Quarantined", true, "Quarantine")]
    [InlineData("Quarantine", "QuarantineLifted", true, "Active")]
    [InlineData("Quarantine", "Start", false, "NotRun")]
    [InlineData("Quarantine", "QuarantineExpired", true, "Disabled")]
    [InlineData("Disabled", "QuarantineLifted", true, "Disabled")]
    [InlineData("Disabled", "Start", true, "Active")]
    public void Goes_from_one_state_to_the_next(string code, string happened, bool hasRun, string expected) =>
        JobStates.Next(code, Enum.Parse<JobEvent>(happened), hasRun).ShouldBe(expected);

    [Fact]
    public void Leads_nowhere_but_to_a_state_and_never_back_to_unconfigured()
    {
        foreach (var code in JobStates.All)
        {
            foreach (var happened in Enum.GetValues<JobEvent>())
            {
                var next = JobStates.Next(code, happened, hasRun: true);
                JobStates.All.ShouldContain(next);
                (next == JobCode.NotConfigured && code != JobCode.NotConfigured).ShouldBeFalse();
            }
        }
    }

    [Theory]
    [InlineData("NotConfigured", "NotConfigured", "Disabled")]
    [InlineData("Active", "Active", "Active")]
    [InlineData("Paused", "Paused", "Paused")]
    [InlineData("Quarantine", "Quarantine", "Active")]
    [InlineData("Disabled", "Quarantine", "Disabled")]
    public void Shows_Graphs_codes(string code, string shown, string schedule)
    {
        JobStates.Shown(code).ShouldBe(shown);
        JobStates.Schedule(code).ShouldBe(schedule);
    }
}
