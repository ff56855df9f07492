using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Logging;
using Sutler.Tunnel.Wire;

namespace Sutler.Tunnel.Agent.Connection;

/// <summary>
/// Keeps one tunnel up: each time Kestrel asks for a connection it waits until the last one has ended (or the certificate was renewed), then dials
/// until it works. After a renewal the new tunnel stands before the old one is asked to drain. Kestrel calls <see cref="AcceptAsync"/> from one
/// loop.
/// </summary>
internal sealed partial class TunnelListener(TunnelEndPoint endPoint, TunnelDialer dialer, UrlRotation urls, TunnelListenerParts parts)
    : IConnectionListener
{
    /// <summary>A connection that lived this long was a good one: the next failures count from zero.</summary>
    private static readonly TimeSpan GoodLife = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Backoff _backoff = new(parts.Options.MaxBackoff, parts.Options.Random);
    private TunnelConnection? _last;
    private Task _lastSwapped = Task.CompletedTask;
    private long _connectedAt;
    private int _failures;

    public EndPoint EndPoint => endPoint;

    private TimeProvider Time => parts.Options.TimeProvider;

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, cancellationToken);
        try
        {
            await WaitForTurnAsync(either.Token);
            return await DialUntilConnectedAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    public async ValueTask UnbindAsync(CancellationToken cancellationToken = default) => await _stopping.CancelAsync();

    public ValueTask DisposeAsync()
    {
        _stopping.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task WaitForTurnAsync(CancellationToken cancellationToken)
    {
        if (_last is not { } last)
            return;

        await Task.WhenAny(last.Ended, _lastSwapped).WaitAsync(cancellationToken);
        if (!last.Ended.IsCompleted)
            return;

        if (Time.GetElapsedTime(_connectedAt) >= GoodLife)
            _failures = 0;
        Fail(new DialError(
            DialErrorKind.Lost, "The connection to the service ended.", urls.Current(endPoint.Slot).ToString(), Time.GetUtcNow()));
        await Task.Delay(_backoff.Next(_failures++), Time, cancellationToken);
    }

    private async Task<ConnectionContext> DialUntilConnectedAsync(CancellationToken cancellationToken)
    {
        var url = urls.Current(endPoint.Slot);
        while (true)
        {
            try
            {
                var swapped = parts.Credentials.Swapped;
                var connection = await dialer.DialAsync(url, cancellationToken);
                Keep(connection, swapped, url);
                return connection;
            }
            catch (DialException e)
            {
                LogAttempt(url, e);
                Fail(new DialError(e.Kind, e.Message, url.ToString(), Time.GetUtcNow()));
            }

            await Task.Delay(_backoff.Next(_failures++), Time, cancellationToken);
            url = urls.MoveOn(endPoint.Slot);
        }
    }

    private void Keep(TunnelConnection connection, Task swapped, Uri url)
    {
        var replaced = _last;
        (_last, _lastSwapped, _connectedAt) = (connection, swapped, Time.GetTimestamp());
        LogConnected(url.ToString());
        parts.Status.Set(endPoint.Slot, s => s with { Url = url.ToString(), ConnectedSince = Time.GetUtcNow(), FailedAttempts = 0 });

        // Kestrel answers with GOAWAY, finishes what is in flight and closes; the service sends new requests through the new tunnel meanwhile.
        if (replaced is { Ended.IsCompleted: false })
            replaced.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
    }

    /// <summary>One warning a cause, not one an attempt: a service may be away for a night.</summary>
    private void LogAttempt(Uri url, DialException failure)
    {
        var level = parts.Status.Connections[endPoint.Slot].LastError?.Kind == failure.Kind ? LogLevel.Debug : LogLevel.Warning;
        if (_logger.IsEnabled(level))
            LogDialFailed(level, url, failure.Kind, failure.Message);
    }

    private void Fail(DialError error)
    {
        parts.Status.Set(endPoint.Slot, s => s with
        {
            Url = error.Url,
            ConnectedSince = _last is { Ended.IsCompleted: false } ? s.ConnectedSince : null,
            FailedAttempts = error.Kind is DialErrorKind.Lost ? 0 : s.FailedAttempts + 1,
            LastError = error,
        });
    }
}
