using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sutler.Tunnel.Agent.Connection;
using Sutler.Tunnel.Agent.Membership;

namespace Sutler.Tunnel.Agent.Renewal;

/// <summary>Keeps the agent's certificate fresh for as long as the agent runs.</summary>
internal sealed partial class RenewalLoop(
    RenewalClient client, CredentialSource credentials, UrlRotation urls, RenewalLoopParts parts) : BackgroundService
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);
    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(30);
    private readonly ILogger _logger = parts.Logger;
    private readonly Backoff _backoff = new(TimeSpan.FromMinutes(10), parts.Options.Random);

    private TimeProvider Time => parts.Options.TimeProvider;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failures = 0;
        var jitter = parts.Options.Random.NextDouble();
        while (true)
        {
            await WaitUntilDueAsync(jitter, stoppingToken);
            if (await TryRenewAsync(stoppingToken))
                failures = 0;
            else
                await Task.Delay(_backoff.Next(failures++), Time, stoppingToken);
        }
    }

    /// <summary>Looks at the clock at least daily: a machine that slept does not miss the day.</summary>
    private async Task WaitUntilDueAsync(double jitter, CancellationToken stoppingToken)
    {
        while (true)
        {
            var current = credentials.Current;
            var left = RenewalSchedule.DueAt(current.NotBefore, current.NotAfter, jitter) - Time.GetUtcNow();
            if (left <= TimeSpan.Zero)
                return;
            await Task.Delay(left < LongestWait ? left : LongestWait, Time, stoppingToken);
        }
    }

    private async Task<bool> TryRenewAsync(CancellationToken stoppingToken)
    {
        using var timeout = new CancellationTokenSource(CallLimit, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stoppingToken);
        try
        {
            await client.RenewAsync(urls.Current(0), either.Token);
            parts.Status.CertificateNotAfter = credentials.Current.NotAfter;
            LogRenewed(credentials.Current.NotAfter);
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException or CryptographicException or ArgumentException
            or UnauthorizedAccessException or AgentConfigException || (e is OperationCanceledException && !stoppingToken.IsCancellationRequested))
        {
            LogRenewalFailed(credentials.Current.NotAfter, e.Message);
            return false;
        }
    }

    [LoggerMessage(1120, LogLevel.Information, "The agent's certificate was renewed; it ends {NotAfter:u}")]
    private partial void LogRenewed(DateTimeOffset notAfter);

    [LoggerMessage(1121, LogLevel.Warning, "The agent's certificate, which ends {NotAfter:u}, could not be renewed: {Reason}. It is tried again")]
    private partial void LogRenewalFailed(DateTimeOffset notAfter, string reason);
}
