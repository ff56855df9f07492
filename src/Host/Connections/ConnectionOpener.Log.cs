using Microsoft.Extensions.Logging;

namespace Sutler.Host.Connections;

internal sealed partial class ConnectionOpener
{
    [LoggerMessage(2205, LogLevel.Error, "Connection {Connection}: the cache file is damaged. It was moved to {Path}; all objects are imported again.")]
    private static partial void LogDamaged(ILogger logger, string connection, string path);
}
