using Microsoft.Extensions.Logging;

namespace Sutler.Host.Certificates;

internal sealed partial class HostCertificate
{
    [LoggerMessage(2001, LogLevel.Information, "Made a certificate for the host's port, valid until {NotAfter:u}.")]
    private static partial void LogMade(ILogger logger, DateTime notAfter);

    [LoggerMessage(2003, LogLevel.Information, "The host's port uses the certificate in {Path}, valid until {NotAfter:u}.")]
    private static partial void LogSupplied(ILogger logger, string path, DateTime notAfter);

    [LoggerMessage(2004, LogLevel.Error, "{Problem} The certificate in use before goes on.")]
    private static partial void LogRefused(ILogger logger, string problem);

    [LoggerMessage(2005, LogLevel.Warning, "The host's certificate: {Warning}")]
    private static partial void LogWarning(ILogger logger, string warning);

    [LoggerMessage(2006, LogLevel.Warning, "The host's certificate expires on {NotAfter:u}, in {Days} days. Renew it.")]
    private static partial void LogExpires(ILogger logger, DateTime notAfter, int days);
}
