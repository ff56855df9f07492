using Microsoft.Extensions.Logging;

namespace Sutler.Host.Certificates;

internal sealed partial class CertificateRenewalLoop
{
    [LoggerMessage(2002, LogLevel.Error, "The host's certificate could not be renewed; it is tried again tomorrow. Check that the data folder can be written.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
