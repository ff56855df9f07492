using System.Diagnostics;
using Sutler.EndToEnd.Tests.Kit;

namespace Sutler.EndToEnd.Tests;

/// <summary>
/// Kills the process at twenty random moments of a run over 5,000 users, then gives the same command again: the end state is that of an
/// undisturbed run, and no user has two rows. The moments come from a fixed seed and the measured length of the undisturbed run.
/// </summary>
public sealed class DevKillTests(ITestOutputHelper output)
{
    private const int Users = 5_000;
    private const int Kills = 20;
    private const int Seed = 20_261_121;

    [Fact]
    public async Task Ends_as_an_undisturbed_run_wherever_it_was_killed()
    {
        using var folder = new TemporaryFolder();
        var csv = folder.File("workers.csv");
        await File.WriteAllTextAsync(csv, Workers.Generate(Users, Seed), TestContext.Current.CancellationToken);

        var watch = Stopwatch.StartNew();
        var undisturbed = await DevRun.OnceAsync(folder.File("undisturbed"), csv);
        var length = watch.Elapsed;
        undisturbed.ExitCode.ShouldBe(0, undisturbed.All);
        var expected = EmployeesTable.Read(folder.File("undisturbed"));
        expected.Count.ShouldBe(undisturbed.Count("created"));

        var random = new Random(Seed);
        output.WriteLine($"seed {Seed}, undisturbed run {length.TotalSeconds:0.0} s, {expected.Count} rows");
        for (var i = 0; i < Kills; i++)
        {
            var moment = random.NextDouble() * length;
            var data = folder.File($"killed-{i}");
            var landed = await KillAfterAsync(moment, DevRun.Arguments(data, csv, "--once", "--output", "json"));
            var again = await DevRun.OnceAsync(data, csv);
            output.WriteLine($"kill {i + 1} at {moment.TotalSeconds:0.00} s{(landed ? "" : " (had ended)")}: then created {again.Count("created")}");
            again.ExitCode.ShouldBe(0, $"kill {i + 1} at {moment}: {again.All}");
            EmployeesTable.Read(data).ShouldBe(expected, $"kill {i + 1} at {moment}");
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<bool> KillAfterAsync(TimeSpan moment, string[] arguments)
    {
        await using var process = SutlerProcess.Start(arguments);
        var ended = process.EndAsync();
        try
        {
            await ended.WaitAsync(moment, TimeProvider.System, TestContext.Current.CancellationToken);
            return false;
        }
        catch (TimeoutException)
        {
            await process.KillAsync();
            await ended;
            return true;
        }
    }
}
