using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Sutler.Host.Certificates;

/// <summary>Looks once a day whether the host's certificate is due.</summary>
internal sealed partial class CertificateRenewalLoop(HostCertificate certificate, TimeProvider clock, ILogger<CertificateRenewalLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                certificate.Prepare();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException)
            {
                LogFailed(logger, e);
            }
        }
    }
}
