using Microsoft.Extensions.Logging;

namespace Sutler.Service.Logs;

internal sealed partial class LogRetention
{
    [LoggerMessage(3600, LogLevel.Information, "{Rows} rows of the provisioning log were older than it is kept and are gone")]
    private partial void Pruned(int rows);

    [LoggerMessage(3601, LogLevel.Warning, "Old rows of the provisioning log could not be dropped; it is tried again in an hour")]
    private partial void PruneFailed(Exception fault);
}
