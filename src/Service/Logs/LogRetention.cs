using System.Globalization;
using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sutler.Service.Escrow;
using Sutler.Service.Jobs;
using Sutler.Service.Store;

namespace Sutler.Service.Logs;

/// <summary>
/// Drops rows of the provisioning log that are older than it is kept (S/LOG-3), some at a time, so that no writer waits for long. Several nodes may do it at once.
/// </summary>
internal sealed partial class LogRetention(LogStore store, SettingStore settings, EngineOptions options, ILogger<LogRetention> logger) : BackgroundService
{
    public const int DefaultDays = 400;
    public const int MostDays = 36_500;
    private const string Setting = "log-retention-days";
    private const int BatchSize = 2000;
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(50);

    public async Task<int> DaysAsync(CancellationToken cancellationToken) =>
        await settings.ReadAsync(Setting, cancellationToken) is { } kept ? int.Parse(Encoding.ASCII.GetString(kept), CultureInfo.InvariantCulture) : DefaultDays;

    /// <summary>Drops what is too old now; returns how many rows.</summary>
    public async Task<int> PruneAsync(CancellationToken cancellationToken)
    {
        var before = EscrowStore.Text(options.Time.GetUtcNow() - TimeSpan.FromDays(await DaysAsync(cancellationToken)));
        var total = 0;
        while (true)
        {
            var dropped = await store.PruneAsync(before, BatchSize, cancellationToken);
            total += dropped;
            if (dropped < BatchSize)
                return total;
            await Task.Delay(Rest, options.Time, cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, options.Time);
        do
        {
            try
            {
                if (await PruneAsync(stoppingToken) is > 0 and var dropped)
                    Pruned(dropped);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                PruneFailed(fault);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    public static byte[] Encode(int days) => Encoding.ASCII.GetBytes(days.ToString(CultureInfo.InvariantCulture));

    public static string SettingName => Setting;
}
