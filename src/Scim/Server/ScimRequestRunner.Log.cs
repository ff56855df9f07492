using Microsoft.Extensions.Logging;

namespace Sutler.Scim.Server;

internal sealed partial class ScimRequestRunner
{
    [LoggerMessage(EventId = 2990, Level = LogLevel.Error, Message = "{Method} {Path} failed.")]
    private static partial void LogFailure(ILogger log, Exception exception, string method, string path);

    [LoggerMessage(EventId = 2991, Level = LogLevel.Debug, Message = "Refused with {Status} {ScimType}: {Detail}")]
    private static partial void LogRefusal(ILogger log, int status, string? scimType, string detail);
}
