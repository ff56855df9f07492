using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Sutler.Host.Certificates;

/// <summary>Looks every few seconds whether the files of a supplied certificate were replaced, and once a day whether the certificate is due.</summary>
internal sealed partial class CertificateRenewalLoop(HostCertificate certificate, TimeProvider clock, ILogger<CertificateRenewalLoop> logger) : BackgroundService
{
    public static readonly TimeSpan Look = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan Interval = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, clock);
        var prepared = clock.GetTimestamp();
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (clock.GetElapsedTime(prepared) < Interval)
                {
                    certificate.Refresh();
                    continue;
                }

                prepared = clock.GetTimestamp();
                certificate.Prepare();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException)
            {
                LogFailed(logger, e);
            }
        }
    }
}
