using Microsoft.Extensions.Logging;

namespace Sutler.Host.Certificates;

internal sealed partial class HostCertificate
{
    [LoggerMessage(2001, LogLevel.Information, "Made a certificate for the host's port, valid until {NotAfter:u}.")]
    private static partial void LogMade(ILogger logger, DateTime notAfter);
}
