using Microsoft.Extensions.Logging;

namespace Sutler.Tunnel.Agent.Connection;

internal sealed partial class TunnelListener
{
    private readonly ILogger _logger = parts.Logger;

    [LoggerMessage(1100, LogLevel.Information, "Connected to the service at {Url}")]
    private partial void LogConnected(string url);

    [LoggerMessage(1101, LogLevel.Warning, "Could not connect to the service at {Url} ({Kind}): {Reason}")]
    private partial void LogDialFailed(string url, DialErrorKind kind, string reason);
}
