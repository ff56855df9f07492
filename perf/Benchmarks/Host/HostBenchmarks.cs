using System.Diagnostics;
using System.Globalization;

namespace Sutler.Benchmarks.Host;

/// <summary>The host's benchmarks by name.</summary>
internal static class HostBenchmarks
{
    public const string Usage = "host warm-start|memory|read|import|create|group [COUNT]";

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is ["fill", var target, var many])
        {
            await FillAsync(target, int.Parse(many, CultureInfo.InvariantCulture));
            return 0;
        }

        var folder = Directory.CreateTempSubdirectory("sutler-perf-").FullName;
        try
        {
            var count = args is [_, var text] ? int.Parse(text, CultureInfo.InvariantCulture) : (int?)null;
            switch (args is [var name, ..] ? name : "")
            {
                case "warm-start":
                    await MemoryBenchmark.WarmStartAsync(folder, count ?? 1_000_000);
                    return 0;
                case "memory":
                    await MemoryBenchmark.MemoryAsync(folder, count ?? 100_000);
                    return 0;
                case "read":
                    await ReadBenchmark.RunAsync(folder, count ?? 100_000);
                    return 0;
                case "import":
                    await ImportBenchmark.RunAsync(folder, count ?? 1_000_000);
                    return 0;
                case "create":
                    await CreateBenchmark.RunAsync(folder, count ?? 20_000);
                    return 0;
                case "group":
                    await GroupBenchmark.RunAsync(folder, count ?? 100_000);
                    return 0;
                default:
                    await Console.Error.WriteLineAsync("usage: " + Usage);
                    return 2;
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static async Task FillAsync(string folder, int users)
    {
        HostScene.Write(folder, "synthetic", "  {}");
        var watch = Stopwatch.StartNew();
        await using var host = await HostScene.StartAsync(folder, new SyntheticConnector(users));
        Print($"first import of {users} made-up users: {watch.Elapsed.TotalSeconds:0.0} s, {users / watch.Elapsed.TotalSeconds:0} a second");
        Console.WriteLine("ready");
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);
    }
}
