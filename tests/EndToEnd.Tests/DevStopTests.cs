using System.Diagnostics;
using System.Text.Json.Nodes;
using Sutler.EndToEnd.Tests.Kit;

namespace Sutler.EndToEnd.Tests;

/// <summary>Ctrl-C drains and ends with exit code 0 within five seconds, in the middle of a run too; the next run finishes the work.</summary>
public sealed class DevStopTests
{
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Signal_in_the_middle_of_a_run_drains_and_the_next_run_finishes(string signal)
    {
        using var folder = new TemporaryFolder();
        var csv = folder.File("workers.csv");
        await File.WriteAllTextAsync(csv, Workers.Generate(5_000, seed: 7), TestContext.Current.CancellationToken);
        await using var running = SutlerProcess.Start(DevRun.Arguments(folder.File("data"), csv));
        await running.LineAsync(line => line.StartsWith("Provisioning", StringComparison.Ordinal));

        var watch = Stopwatch.StartNew();
        await running.SignalAsync(signal);
        var ended = await running.EndAsync();

        ended.ExitCode.ShouldBe(0, ended.All);
        watch.Elapsed.ShouldBeLessThan(Allowed);
        var finished = await DevRun.OnceAsync(folder.File("data"), csv);
        finished.ExitCode.ShouldBe(0, finished.All);
        var rows = EmployeesTable.Read(folder.File("data"));
        rows.Select(row => row.AzureID).Distinct().Count().ShouldBe(rows.Count);
        rows.Count.ShouldBe(Workers.Generate(5_000, seed: 7).Split('\n').Count(line => line.EndsWith(",Active", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Writes_dev_json_with_exactly_the_promised_keys_for_the_owner_only()
    {
        using var folder = new TemporaryFolder();
        var data = folder.File("data");
        await using var running = SutlerProcess.Start("dev", "--data", data, "--port", FreePort.Find(), "--host-port", FreePort.Find());
        await running.LineAsync(line => line.Contains("Ctrl-C", StringComparison.Ordinal));

        var file = Path.Combine(data, "dev.json");
        var keys = JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!.AsObject().Select(p => p.Key);

        keys.ShouldBe(
            ["serviceUrl", "adminToken", "servicePrincipalId", "jobId", "hostScimUrl", "hostSecretToken", "hostCaFile", "targetDatabase"],
            ignoreOrder: true);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        EmployeesTable.Read(data).ShouldNotBeEmpty();
        await running.SignalAsync("INT");
        (await running.EndAsync()).ExitCode.ShouldBe(0);
    }
}
