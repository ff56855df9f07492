using Microsoft.Extensions.Logging;

namespace Sutler.Host.Export;

internal sealed partial class ExportLoop
{
    [LoggerMessage(2111, LogLevel.Warning, "Connection {Connection}: stopped before the batch in flight was finished; its objects are read again at the next start.")]
    private static partial void LogCutOff(ILogger logger, string connection);

    [LoggerMessage(2112, LogLevel.Error, "Connection {Connection}: the cache file cannot be written. Check free space and rights of the data folder.")]
    private static partial void LogCommitFailed(ILogger logger, Exception exception, string connection);

    [LoggerMessage(2115, LogLevel.Error, "Connection {Connection}: {Objects} objects of unknown state could not be read from the target.")]
    private static partial void LogReadAgainFailed(ILogger logger, Exception exception, string connection, int objects);
}
