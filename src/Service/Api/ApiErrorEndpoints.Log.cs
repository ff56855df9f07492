using Microsoft.Extensions.Logging;

namespace Sutler.Service.Api;

internal sealed partial class ApiErrorEndpoints
{
    [LoggerMessage(3000, LogLevel.Error, "{Method} {Path} failed")]
    private partial void Failed(string method, string path, Exception fault);
}
