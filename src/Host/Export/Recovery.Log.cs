using Microsoft.Extensions.Logging;

namespace Sutler.Host.Export;

internal sealed partial class Recovery
{
    [LoggerMessage(2101, LogLevel.Warning, "Connection {Connection}: {Objects} objects whose change may have been cut off are read from the target again.")]
    private static partial void LogStarted(ILogger logger, string connection, int objects);

    [LoggerMessage(2102, LogLevel.Information, "Connection {Connection}: {Objects} objects were read again, {Changed} of them differed from the cache.")]
    private static partial void LogDone(ILogger logger, string connection, int objects, int changed);

    [LoggerMessage(2103, LogLevel.Error, "Connection {Connection}: reading objects again failed; the next try is in about {Wait}. It answers 503 until then.")]
    private static partial void LogFailed(ILogger logger, Exception exception, string connection, TimeSpan wait);
}
