using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sutler.Service.Api;
using Sutler.Service.Directory;
using Sutler.Service.Jobs;

namespace Sutler.Service.Inbound.Uploads;

/// <summary>
/// Carries out what was taken in, for every inbound job that is started. A batch that fails is tried again, record by record, and a record
/// that fails three times by itself is given up, so that it holds nobody else up. Any number of nodes may run it.
/// </summary>
internal sealed partial class UploadLoop(UploadStore store, DirectoryChanges changes, UploadSignal signal, EngineOptions options, ILogger<UploadLoop> logger) : BackgroundService
{
    private const int MostTries = 3;

    /// <summary>Class of SQL states that speak of a value.</summary>
    private const string DataFault = "22";
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Housekeeping = TimeSpan.FromHours(1);

    /// <summary>How often a job's next record has failed by itself.</summary>
    private readonly Dictionary<string, int> _failures = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var tidied = 0L;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var jobId in await store.WaitingJobsAsync(stoppingToken))
                    await DrainAsync(jobId, stoppingToken);
                if (tidied == 0 || options.Time.GetElapsedTime(tidied) > Housekeeping)
                {
                    tidied = options.Time.GetTimestamp();
                    await store.ForgetAsync(stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The top of a loop: whatever went wrong is said, and the next round tries again.
            catch (Exception fault)
            {
                LoopFailed(fault);
            }
#pragma warning restore CA1031

            await signal.WaitAsync(Interval, options.Time, stoppingToken);
        }
    }

    /// <summary>What the store or a writer at the same moment is to blame for passes; a record is not given up for it.</summary>
    private static bool MayBeTheRecords(Exception fault) => fault switch
    {
        DbException { SqlState: { } state } => state.StartsWith(DataFault, StringComparison.Ordinal),
        DbException or ApiException or IOException or TimeoutException => false,
        _ => true,
    };

    private async Task DrainAsync(string jobId, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var failures = _failures.GetValueOrDefault(jobId);
            var size = failures == 0 ? options.BatchSize : 1;
            try
            {
                if (failures > MostTries)
                    await new UploadBatch(changes, options).GiveUpAsync(jobId, cancellationToken);
                var run = await new UploadBatch(changes, options).RunAsync(jobId, size, cancellationToken);
                _failures.Remove(jobId);
                if (run.Count < size)
                    return;
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                if (MayBeTheRecords(fault))
                    _failures[jobId] = failures + 1;
                BatchFailed(jobId, fault);
                return;
            }
        }
    }
}
