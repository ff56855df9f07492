using System.Collections.Concurrent;
using System.Security.Cryptography;
using Sutler.Conformance.Cases;
using Sutler.Conformance.Discovery;
using Sutler.Conformance.Reports;

namespace Sutler.Conformance.Running;

/// <summary>Runs cases against a server: a few at a time, each on resources of its own that are deleted again.</summary>
public sealed class ConformanceRunner(ConformanceOptions options, TimeProvider clock)
{
    /// <param name="progress">Told after each case, from several threads, how many are done.</param>
    /// <exception cref="ConformanceException">The server cannot be reached, or the options cannot be carried out.</exception>
    public async Task<ConformanceReport> RunAsync(IReadOnlyList<ConformanceCase> cases, Action<int>? progress, CancellationToken cancellationToken)
    {
        var (startedAt, started) = (clock.GetUtcNow(), clock.GetTimestamp());
        using var http = HttpClients.Create(options);
        var client = new ConformanceClient(http, options, clock);
        var profile = await ServerDiscovery.ReadAsync(client, cancellationToken);
        var prefix = "sct" + RandomNumberGenerator.GetHexString(8, lowercase: true);
        var context = new RunContext(client, profile, prefix, options, clock);
        var results = new ConcurrentDictionary<int, CaseResult>();
        IReadOnlyList<string> left;
        try
        {
            await RunAllAsync(context, cases, (number, result) =>
            {
                results[number] = result;
                progress?.Invoke(results.Count);
            }, cancellationToken);
        }
        finally
        {
            left = await Cleanup.SweepAsync(context);
        }

        return new ConformanceReport
        {
            Url = client.BaseUrl,
            StartedAt = startedAt,
            Seconds = Math.Round(clock.GetElapsedTime(started).TotalSeconds, 3),
            Results = [.. results.OrderBy(pair => pair.Key).Select(pair => pair.Value)],
            LeftBehind = left,
        };
    }

    private static Task RunAllAsync(RunContext context, IReadOnlyList<ConformanceCase> cases, Action<int, CaseResult> done, CancellationToken cancellationToken)
    {
        var limits = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, context.Options.Concurrency), CancellationToken = cancellationToken };
        var runner = new CaseRunner(context);
        return Parallel.ForEachAsync(Enumerable.Range(0, cases.Count), limits, async (number, token) => done(number, await runner.RunAsync(cases[number], number, token)));
    }
}
