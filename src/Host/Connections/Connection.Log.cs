using Microsoft.Extensions.Logging;

namespace Sutler.Host.Connections;

internal sealed partial class Connection
{
    [LoggerMessage(2201, LogLevel.Information, "Connection {Connection} is ready with {Objects} objects.")]
    private static partial void LogReady(ILogger logger, string connection, int objects);

    [LoggerMessage(2206, LogLevel.Warning, "Connection {Connection}: the batch in flight did not finish in time and is cut off.")]
    private static partial void LogCutOff(ILogger logger, string connection);

    [LoggerMessage(2207, LogLevel.Information, "Connection {Connection} answers reads from its cache of {Objects} objects; the target is being reached.")]
    private static partial void LogWarm(ILogger logger, string connection, int objects);

    [LoggerMessage(2208, LogLevel.Warning, "Connection {Connection}: the target's schema has changed; all objects are imported again.")]
    private static partial void LogSchemaChanged(ILogger logger, string connection);
}
