using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Sutler.Benchmarks.Host;

/// <summary>Cached reads by id and by filter beside a bare Kestrel endpoint that returns the same bytes, over HTTP/1.1 on loopback.</summary>
internal static class ReadBenchmark
{
    private const int InFlight = 64;
    private const int Requests = 100_000;
    private const int Rounds = 3;
    private const string Filter = "Users?filter=urn:ietf:params:scim:schemas:extension:ECMA2Host:2.0:User:userName%20eq%20%22user{0}@example.com%22";

    public static async Task RunAsync(string folder, int users)
    {
        HostScene.Write(folder, "synthetic", "  {}");
        await using var host = await HostScene.StartAsync(folder, new SyntheticConnector(users));
        Console.WriteLine($"{users} users in the cache, {Requests} requests, {InFlight} in flight, client and server in one process");
        Console.WriteLine("round  what         requests/s   floor/s   ratio");
        for (var round = 1; round <= Rounds; round++)
        {
            await CompareAsync(round, "by id", host.Client, i => $"Users/e{100_000 + (i % users)}");
            await CompareAsync(round, "by filter", host.Client, i => Filter.Replace("{0}", $"{i % users}", StringComparison.Ordinal));
        }
    }

    private static async Task CompareAsync(int round, string what, HttpClient client, Func<int, string> path)
    {
        var answer = await client.GetByteArrayAsync(new Uri(path(7), UriKind.Relative));
        await using var bare = await BareAsync(answer);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = InFlight }) { BaseAddress = new Uri(bare.Urls.First() + "/ecma2host_perf/scim/") };
        http.DefaultRequestHeaders.Authorization = client.DefaultRequestHeaders.Authorization;
        var floor = await MeasureAsync(http, path);
        var rate = await MeasureAsync(client, path);
        HostBenchmarks.Print($"{round,5}  {what,-10} {rate,12:0} {floor,9:0} {rate / floor,7:0.00}");
    }

    private static async Task<WebApplication> BareAsync(byte[] answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(context =>
        {
            context.Response.ContentType = "application/scim+json";
            context.Response.ContentLength = answer.Length;
            return context.Response.Body.WriteAsync(answer).AsTask();
        });
        await app.StartAsync();
        return app;
    }

    private static async Task<double> MeasureAsync(HttpClient client, Func<int, string> path)
    {
        await RunAsync(client, Requests / 5, path);
        var watch = Stopwatch.StartNew();
        await RunAsync(client, Requests, path);
        return Requests / watch.Elapsed.TotalSeconds;
    }

    private static Task RunAsync(HttpClient client, int requests, Func<int, string> path) =>
        Parallel.ForEachAsync(Enumerable.Range(0, requests), new ParallelOptions { MaxDegreeOfParallelism = InFlight }, async (i, token) =>
        {
            using var response = await client.GetAsync(new Uri(path(i * 7), UriKind.Relative), token);
            response.EnsureSuccessStatusCode();
            await response.Content.CopyToAsync(Stream.Null, token);
        });
}
