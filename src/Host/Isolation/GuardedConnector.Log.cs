using Microsoft.Extensions.Logging;

namespace Sutler.Host.Isolation;

internal sealed partial class GuardedConnector
{
    [LoggerMessage(2301, LogLevel.Error, "Connection {Connection}: the connector failed while it applied {Changes} changes; their objects are read again.")]
    private static partial void LogApplyFailed(ILogger logger, Exception exception, string connection, int changes);

    [LoggerMessage(2302, LogLevel.Error, "Connection {Connection}: the connector returned {Nonsense}. This is a defect of the connector.")]
    private static partial void LogNonsense(ILogger logger, string connection, string nonsense);

    [LoggerMessage(2303, LogLevel.Error, "Connection {Connection}: the connector failed.")]
    private static partial void LogFailed(ILogger logger, Exception exception, string connection);
}
