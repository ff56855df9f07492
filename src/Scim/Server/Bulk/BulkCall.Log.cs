using Microsoft.Extensions.Logging;

namespace Sutler.Scim.Server.Bulk;

internal sealed partial class BulkCall
{
    [LoggerMessage(EventId = 2992, Level = LogLevel.Error, Message = "{Method} {Location} within a bulk request failed.")]
    private static partial void LogFailure(ILogger log, Exception exception, string? method, string? location);
}
