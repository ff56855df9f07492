using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Sutler.Connectors.Sdk;
using Sutler.Host;
using Sutler.Host.Connections;

namespace Sutler.Benchmarks.Host;

/// <summary>A host on loopback over a data folder, with one connection.</summary>
internal sealed class HostScene : IAsyncDisposable
{
    private const string Token = "0123456789abcdef";

    private readonly WebApplication _app;

    private HostScene(WebApplication app)
    {
        _app = app;
        Client = new HttpClient(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = 64 }) { BaseAddress = new Uri($"http://127.0.0.1:{HostRole.Port(app)}/ecma2host_perf/scim/") };
        Client.DefaultRequestHeaders.Authorization = new("Bearer", Token);
    }

    public HttpClient Client { get; }

    /// <summary>How long the first import took.</summary>
    public TimeSpan Import { get; private init; }

    /// <summary>The processor's time that it took in this process.</summary>
    public TimeSpan ImportCpu { get; private init; }

    public static void Write(string folder, string connector, string settings, string moreTypes = "")
    {
        var connections = Directory.CreateDirectory(Path.Combine(folder, "connections")).FullName;
        File.WriteAllText(Path.Combine(connections, "perf.token"), Token);
        File.WriteAllText(
            Path.Combine(connections, "perf.yaml"),
            $$"""
            name: perf
            connector: {{connector}}
            secretToken: file:perf.token
            autosync: off
            objectTypes:
              User: { resourceType: User, endpoint: /Users }
            {{moreTypes}}
            settings:
            {{settings}}
            """);
    }

    /// <summary>Starts it and waits until the connection answers.</summary>
    public static async Task<HostScene> StartAsync(string folder, params IConnectorFactory[] connectors)
    {
        var app = HostRole.Create(new HostOptions { DataFolder = folder, Port = 0, Http = true, Connectors = connectors });
        await app.StartAsync();
        var began = Stopwatch.GetTimestamp();
        var cpu = Environment.CpuUsage.TotalTime;
        var isImporting = false;
        while (HostRole.Status(app) is not [{ State: ConnectionState.Ready }])
        {
            if (!isImporting && HostRole.Status(app) is [{ State: ConnectionState.Importing }])
                (isImporting, began, cpu) = (true, Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            if (HostRole.Status(app) is [{ Problem: { } problem }])
                throw new InvalidOperationException(problem);
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }

        return new HostScene(app) { Import = Stopwatch.GetElapsedTime(began), ImportCpu = Environment.CpuUsage.TotalTime - cpu };
    }

    /// <summary>Fills a folder in a process of its own, and kills that process as soon as the connection answers.</summary>
    public static async Task FillAndKillAsync(string folder, int users)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in new[] { typeof(HostScene).Assembly.Location, "host", "fill", folder, $"{users}" })
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line is not "ready")
                Console.WriteLine(line);
            else
                process.Kill();
        }

        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
