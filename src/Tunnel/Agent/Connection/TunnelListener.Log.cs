using Microsoft.Extensions.Logging;

namespace Sutler.Tunnel.Agent.Connection;

internal sealed partial class TunnelListener
{
    private readonly ILogger _logger = parts.Logger;

    [LoggerMessage(1100, LogLevel.Information, "Connected to the service at {Url}")]
    private partial void LogConnected(string url);

    [LoggerMessage(EventId = 1101, Message = "Could not connect to the service at {Url} ({Kind}): {Reason}")]
    private partial void LogDialFailed(LogLevel level, Uri url, DialErrorKind kind, string reason);
}
