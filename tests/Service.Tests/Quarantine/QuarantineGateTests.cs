using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Sutler.Service.Applying;
using Sutler.Service.Escrow;
using Sutler.Service.Jobs;
using Sutler.Service.Quarantine;
using Sutler.Service.Store;
using Sutler.Storage;
using Sutler.Testing;

namespace Sutler.Service.Tests.Quarantine;

public sealed class QuarantineGateTests : IAsyncLifetime
{
    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
    private ServiceUnderTest _service = null!;
    private JobContext _job = null!;
    private QuarantineGate _gate = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await ServiceUnderTest.StartAsync();
        await _service.ConnectAsync(new Uri("http://127.0.0.1:1/scim"), start: false);
        var made = await _service.Services.GetRequiredService<JobContexts>().MakeAsync(await RowAsync(), new JobProgress(), CancellationToken.None);
        _job = made! with { Options = made.Options with { Time = _time } };
        _gate = new QuarantineGate(Store, new EngineOptions { Time = _time }, NullLogger<QuarantineGate>.Instance);
    }

    [Fact]
    public async Task Tries_again_after_6_12_and_24_hours_and_is_disabled_after_four_weeks()
    {
        await EndCycleAsync(CycleKind.Incremental, failed: 5_000, succeeded: 1_000);
        foreach (var hours in (int[])[6, 12, 24, 24])
        {
            await _gate.AfterRunAsync(_job, ended: true, CancellationToken.None);
            (await MayRunAsync()).ShouldBeFalse();
            _time.Advance(TimeSpan.FromHours(hours) - TimeSpan.FromSeconds(1));
            (await MayRunAsync()).ShouldBeFalse();
            _time.Advance(TimeSpan.FromSeconds(1));
            (await MayRunAsync()).ShouldBeTrue();
        }

        var row = (await _gate.FindAsync(_job.JobId, CancellationToken.None))!;
        (row.SeriesCount, row.SeriesBegan, row.Reason).ShouldBe((4, "2026-03-02T08:00:00.000Z", QuarantineReason.Proportion));
        _time.Advance(TimeSpan.FromDays(28) - TimeSpan.FromHours(66));
        (await MayRunAsync()).ShouldBeFalse();
        (await RowAsync()).Code.ShouldBe(JobCode.Disabled);
        (await MayRunAsync()).ShouldBeTrue();

        await _service.Services.GetRequiredService<JobControl>().StartAsync(_job.JobId, CancellationToken.None);
        (await _gate.FindAsync(_job.JobId, CancellationToken.None)).ShouldBeNull();
        (await RowAsync()).Code.ShouldBe(JobCode.NotRun);
    }

    [Fact]
    public async Task Names_the_cause_the_first_failing_object_and_what_to_do()
    {
        await EndCycleAsync(CycleKind.Incremental, failed: 5_000, succeeded: 0);
        await _gate.AfterRunAsync(_job, ended: true, CancellationToken.None);
        var shown = await _service.GetAsync($"/api/v1/jobs/{_service.JobId}/quarantine");
        var quarantine = shown["quarantine"]!;
        (shown["code"]!.ToString(), quarantine["reason"]!.ToString(), quarantine["seriesCount"]!.GetValue<int>()).ShouldBe(("Quarantine", "EncounteredEscrowProportionThreshold", 1));
        quarantine["nextAttempt"]!.ToString().ShouldBe("2026-03-02T14:00:00.000Z");
        quarantine["firstFailing"]!.ToString().ShouldContain("Ann");
        (quarantine["error"]!["code"]!.ToString(), quarantine["error"]!["tenantActionable"]!.GetValue<bool>()).ShouldBe(("UnprocessableEntity", true));
        quarantine["error"]!["message"]!.ToString().ShouldContain("5000 of 5000");
    }

    [Fact]
    public async Task Lets_an_initial_cycle_end_and_pauses_the_job_with_its_list()
    {
        await EndCycleAsync(CycleKind.Initial, failed: 5_000, succeeded: 0);
        (await _gate.TripsAsync(_job, Cycle(CycleKind.Initial, 5_000, 0), CancellationToken.None)).ShouldBeFalse();
        await _gate.AfterRunAsync(_job, ended: true, CancellationToken.None);
        (await RowAsync()).Code.ShouldBe(JobCode.Paused);
        var shown = await _service.GetAsync($"/api/v1/jobs/{_service.JobId}/quarantine");
        shown["quarantine"].ShouldBeNull();
        shown["paused"]!.ToString().ShouldContain("keeps the list");
        (await _service.GetAsync($"/api/v1/jobs/{_service.JobId}/escrows?$count=true&$top=1"))["@odata.count"]!.GetValue<int>().ShouldBe(5_000);
    }

    [Fact]
    public async Task Does_not_count_what_the_target_throttled()
    {
        await EndCycleAsync(CycleKind.Incremental, failed: 5_000, succeeded: 0, code: "TooManyRequests");
        await _gate.AfterRunAsync(_job, ended: true, CancellationToken.None);
        (await _gate.FindAsync(_job.JobId, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task Ends_a_cycle_in_which_too_much_fails()
    {
        await EndCycleAsync(CycleKind.Incremental, failed: 5_000, succeeded: 0);
        (await _gate.TripsAsync(_job, Cycle(CycleKind.Incremental, 5_000, 0), CancellationToken.None)).ShouldBeTrue();
        (await _gate.FindAsync(_job.JobId, CancellationToken.None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Asks_a_target_that_is_away_at_least_every_minute_and_begins_a_new_series_for_another_reason()
    {
        var cause = QuarantineCause.Of(new TargetFault("Unreachable", "away"));
        for (var time = 0; time < 10; time++)
            await _gate.EnterAsync(_job, cause, CancellationToken.None);
        (await _gate.NextAsync(_job.JobId, CancellationToken.None)).ShouldBe(_time.GetUtcNow() + TimeSpan.FromMinutes(1));
        await EndCycleAsync(CycleKind.Incremental, failed: 5_000, succeeded: 0);
        await _gate.AfterRunAsync(_job, ended: true, CancellationToken.None);
        (await _gate.NextAsync(_job.JobId, CancellationToken.None)).ShouldBe(_time.GetUtcNow() + TimeSpan.FromHours(6));
        await _gate.LeaveAsync(_job, CancellationToken.None);
        (await _gate.NextAsync(_job.JobId, CancellationToken.None)).ShouldBeNull();
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    private Database Store => _service.Services.GetRequiredService<Database>();

    private async Task<JobRow> RowAsync() => await _service.OwnedRowAsync();

    private async Task<bool> MayRunAsync() => await _gate.MayRunAsync(await RowAsync(), new JobProgress(), CancellationToken.None);

    private CycleRecord Cycle(CycleKind kind, int failed, int succeeded) => new()
    {
        Id = "c",
        Kind = kind,
        To = 1,
        StartedAt = _time.GetUtcNow(),
        EndedAt = _time.GetUtcNow(),
        Counters = new JobCounters { Failed = failed, Created = succeeded },
    };

    private Task EndCycleAsync(CycleKind kind, int failed, int succeeded, string code = "UnprocessableEntity") => Store.WriteAsync(
        async transaction =>
        {
            var parameters = new
            {
                tenantId = Tenant.Default,
                jobId = _service.JobId,
                cycle = JsonSerializer.Serialize(Cycle(kind, failed, succeeded), JsonSerializerOptions.Web),
                ids = IdList.Of(Enumerable.Range(0, failed).Select(number => $"u{number}")),
                at = EscrowStore.Text(_time.GetUtcNow()),
                code,
            };
            await transaction.Connection!.ExecuteAsync("UPDATE job SET cycle = @cycle WHERE tenant_id = @tenantId AND id = @jobId", parameters, transaction);
            await transaction.Connection!.ExecuteAsync(
                """
                INSERT INTO escrow (tenant_id, job_id, source_id, name, attempts, retry_class, error_code, reason, first_failed_at, last_failed_at)
                SELECT @tenantId, @jobId, value, 'Ann', 1, 'Permanent', @code, '', @at, @at FROM json_each(@ids)
                """,
                parameters,
                transaction);
        },
        CancellationToken.None);
}
