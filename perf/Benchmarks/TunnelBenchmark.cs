using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Sutler.Benchmarks;

/// <summary>
/// Small requests through the tunnel beside the same requests over direct HTTP/2 with TLS, in one process on loopback, 32 in flight. "Tunnel" is
/// answered by the agent itself and shows the two ends alone; "tunnel and target" is forwarded to an HTTPS target as in production.
/// </summary>
internal static class TunnelBenchmark
{
    private const int InFlight = 32;
    private const int Requests = 60_000;
    private const int Rounds = 3;

    public static async Task RunAsync()
    {
        await using var scene = await TunnelScene.StartAsync();
        Console.WriteLine($"{Requests} requests, {InFlight} in flight; CPU counts both ends and the load generator");
        Console.WriteLine("round  what                   requests/s   p50 ms   p99 ms   CPU us/request   ratio to direct");
        for (var round = 1; round <= Rounds; round++)
        {
            var direct = await MeasureAsync(scene.Direct, scene.TargetUrl);
            Print(round, "direct HTTP/2, TLS", direct, direct);
            Print(round, "tunnel", await MeasureAsync(scene.ThroughTunnel, scene.AgentUrl), direct);
            Print(round, "tunnel and target", await MeasureAsync(scene.ThroughTunnel, scene.TargetUrl), direct);
        }
    }

    private static void Print(int round, string what, Result result, Result direct) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{round,5}  {what,-22} {result.Rate,10:0} {result.Median,8:0.00} {result.Tail,8:0.00} {result.Cpu,16:0} {result.Rate / direct.Rate,17:0.00}"));

    private static async Task<Result> MeasureAsync(HttpClient client, Uri url)
    {
        await RunAsync(client, url, new double[Requests / 10]);
        var latencies = new double[Requests];
        using var process = Process.GetCurrentProcess();
        var (cpu, watch) = (process.TotalProcessorTime, Stopwatch.StartNew());
        await RunAsync(client, url, latencies);
        watch.Stop();
        process.Refresh();
        Array.Sort(latencies);
        var used = (process.TotalProcessorTime - cpu).TotalMicroseconds / Requests;
        return new Result(Requests / watch.Elapsed.TotalSeconds, latencies[Requests / 2], latencies[Requests * 99 / 100], used);
    }

    private static Task RunAsync(HttpClient client, Uri url, double[] latencies) =>
        Parallel.ForEachAsync(Enumerable.Range(0, latencies.Length), new ParallelOptions { MaxDegreeOfParallelism = InFlight }, async (i, token) =>
        {
            var began = Stopwatch.GetTimestamp();
            using var request = new HttpRequestMessage(HttpMethod.Get, url) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
            using var response = await client.SendAsync(request, token);
            _ = await response.Content.ReadAsByteArrayAsync(token);
            latencies[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        });

    private sealed record Result(double Rate, double Median, double Tail, double Cpu);
}
