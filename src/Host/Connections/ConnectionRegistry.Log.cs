using Microsoft.Extensions.Logging;

namespace Sutler.Host.Connections;

internal sealed partial class ConnectionRegistry
{
    [LoggerMessage(2211, LogLevel.Error, "A connection is not started: {Fault}")]
    private static partial void LogFault(ILogger logger, string fault);

    [LoggerMessage(2212, LogLevel.Error, "The connector of connection {Connection} could not be made from its settings.")]
    private static partial void LogConnectorFailed(ILogger logger, Exception exception, string connection);
}
