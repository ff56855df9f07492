using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Sutler.Benchmarks;

/// <summary>The floor of the chain: a bare HttpClient against a bare Kestrel endpoint, two requests a user, nothing in between.</summary>
internal static class Floor
{
    private const int InFlight = 64;
    private static readonly byte[] Answer = Encoding.UTF8.GetBytes(new string('x', 600));

    /// <summary>Users per second.</summary>
    public static async Task<double> MeasureAsync(int users)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapGet("/Users", (HttpContext context) => context.Response.Body.WriteAsync(Answer).AsTask());
        app.MapPost("/Users", async (HttpContext context) =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            await context.Response.Body.WriteAsync(Answer);
        });
        await app.StartAsync();

        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(app.Urls.First()) };
        await RunAsync(http, users / 10);
        var watch = Stopwatch.StartNew();
        await RunAsync(http, users);
        return users / watch.Elapsed.TotalSeconds;
    }

    private static Task RunAsync(HttpClient http, int users) =>
        Parallel.ForEachAsync(Enumerable.Range(0, users), new ParallelOptions { MaxDegreeOfParallelism = InFlight }, async (i, token) =>
        {
            _ = await http.GetByteArrayAsync(new Uri($"/Users?filter=userName%20eq%20%22user{i}%22", UriKind.Relative), token);
            using var content = new ByteArrayContent(Answer);
            using var response = await http.PostAsync(new Uri("/Users", UriKind.Relative), content, token);
            _ = await response.Content.ReadAsByteArrayAsync(token);
        });
}
