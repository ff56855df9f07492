using System.Diagnostics;

namespace Sutler.Benchmarks.Host;

/// <summary>How soon a killed host answers again from its cache file, and what its objects weigh in memory.</summary>
internal static class MemoryBenchmark
{
    private const string Filter = "Users?filter=urn:ietf:params:scim:schemas:extension:ECMA2Host:2.0:User:userName%20eq%20%22user7@example.com%22";

    public static async Task WarmStartAsync(string folder, int users)
    {
        await HostScene.FillAndKillAsync(folder, users);
        var path = Path.Combine(folder, "cache", "perf.db");
        var watch = Stopwatch.StartNew();
        await File.ReadAllBytesAsync(path);
        HostBenchmarks.Print($"floor: reading the file of {new FileInfo(path).Length >> 20} MB: {watch.Elapsed.TotalSeconds:0.00} s");
        watch.Restart();
        await using var host = await HostScene.StartAsync(folder, new SyntheticConnector(users));
        var answered = await host.Client.GetStringAsync(new Uri("Users/e100007", UriKind.Relative));
        HostBenchmarks.Print($"killed, started warm with {users} objects, first read answered: {watch.Elapsed.TotalSeconds:0.00} s ({answered.Length} characters)");
        watch.Restart();
        _ = await host.Client.GetStringAsync(new Uri(Filter, UriKind.Relative));
        HostBenchmarks.Print($"first filter, which makes the index: {watch.Elapsed.TotalSeconds:0.00} s");
    }

    public static async Task MemoryAsync(string folder, int users)
    {
        await HostScene.FillAndKillAsync(folder, users);
        var raw = Enumerable.Range(0, users).Sum(i => (long)SyntheticConnector.RawBytes(i)) / (double)users;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await using var host = await HostScene.StartAsync(folder, new SyntheticConnector(users));
        _ = await host.Client.GetStringAsync(new Uri("Users/e100007", UriKind.Relative));
        Tell("objects", before, users, raw);
        _ = await host.Client.GetStringAsync(new Uri(Filter, UriKind.Relative));
        Tell("objects and one index", before, users, raw);
    }

    private static void Tell(string what, long before, int users, double raw)
    {
        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)users;
        HostBenchmarks.Print($"{what}: {bytes:0} bytes a user; floor: {raw:0} bytes of values; ratio {bytes / raw:0.0}; beyond the values {bytes - raw:0}");
    }
}
