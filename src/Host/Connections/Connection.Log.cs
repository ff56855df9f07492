using Microsoft.Extensions.Logging;

namespace Sutler.Host.Connections;

internal sealed partial class Connection
{
    [LoggerMessage(2201, LogLevel.Information, "Connection {Connection} is ready with {Objects} objects.")]
    private static partial void LogReady(ILogger logger, string connection, int objects);

    [LoggerMessage(2202, LogLevel.Information, "Connection {Connection}: imported {Objects} objects, {Changes} of them differ from the cache.")]
    private static partial void LogImported(ILogger logger, string connection, int objects, int changes);

    [LoggerMessage(2203, LogLevel.Warning, "Connection {Connection}: the import would drop {Dropped} of {Objects} objects and is held. Raise import.holdAbovePercent if the target is right.")]
    private static partial void LogHeld(ILogger logger, string connection, int dropped, int objects);

    [LoggerMessage(2204, LogLevel.Error, "Connection {Connection}: could not start or import; the next try is in about {Wait}.")]
    private static partial void LogStepFailed(ILogger logger, Exception exception, string connection, TimeSpan wait);

    [LoggerMessage(2205, LogLevel.Error, "Connection {Connection}: the cache file is damaged. It was moved to {Path}; all objects are imported again.")]
    private static partial void LogDamaged(ILogger logger, string connection, string path);

    [LoggerMessage(2206, LogLevel.Warning, "Connection {Connection}: the batch in flight did not finish in time and is cut off.")]
    private static partial void LogCutOff(ILogger logger, string connection);
}
