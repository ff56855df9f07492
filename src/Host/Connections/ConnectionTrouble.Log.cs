using Microsoft.Extensions.Logging;

namespace Sutler.Host.Connections;

internal sealed partial class ConnectionTrouble
{
    [LoggerMessage(2202, LogLevel.Information, "Connection {Connection}: {Kind} import read {Objects} objects, {Changes} of them differ from the cache.")]
    private static partial void LogImported(ILogger logger, string connection, Connectors.Sdk.ImportKind kind, int objects, int changes);

    [LoggerMessage(2203, LogLevel.Warning, "Connection {Connection}: the import would drop {Dropped} of {Objects} objects and is held. Accept it, or raise import.holdAbovePercent, if the target is right.")]
    private static partial void LogHeld(ILogger logger, string connection, int dropped, int objects);

    [LoggerMessage(2209, LogLevel.Error, "Connection {Connection}: could not start or import: {Problem}{Said} The next try is in about {Wait}.")]
    private static partial void LogTargetFailed(ILogger logger, string connection, string problem, string said, TimeSpan wait);

    [LoggerMessage(2210, LogLevel.Debug, "Connection {Connection}: where the failure arose.")]
    private static partial void LogTrace(ILogger logger, Exception exception, string connection);

    [LoggerMessage(2204, LogLevel.Error, "Connection {Connection}: could not start or import; the next try is in about {Wait}.")]
    private static partial void LogStepFailed(ILogger logger, Exception exception, string connection, TimeSpan wait);
}
