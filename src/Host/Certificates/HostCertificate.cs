using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace Sutler.Host.Certificates;

/// <summary>
/// The certificate that the host's port shows. Made at first start, renewed at two thirds of its life, taken up by new connections
/// without a restart (H/CERT-8). Safe for any number of threads.
/// </summary>
internal sealed partial class HostCertificate(CertificateStore store, TimeProvider clock, ILogger<HostCertificate> logger)
{
    private X509Certificate2? _current;

    public X509Certificate2 Current => Volatile.Read(ref _current) ?? throw new InvalidOperationException("The certificate is prepared before the port is opened.");

    /// <summary>Makes, repairs or renews what is missing, damaged by a crash, or due. Running it again changes nothing.</summary>
    public void Prepare()
    {
        var now = clock.GetUtcNow();
        using var authority = Authority(now);
        store.PublishAuthority(authority);
        var server = Volatile.Read(ref _current) ?? store.ReadServer();
        if (server is null || CertificateAuthority.IsDue(server, now) || !IsSignedBy(server, authority))
        {
            using (var made = CertificateAuthority.CreateServer(authority, now))
                store.WriteServer(made);
            server = store.ReadServer()!;
            LogMade(logger, server.NotAfter.ToUniversalTime());
        }

        // The one replaced is left to the collector: a handshake may be using it.
        Volatile.Write(ref _current, server);
    }

    private X509Certificate2 Authority(DateTimeOffset now)
    {
        var authority = store.ReadAuthority();
        if (authority is not null && now < CertificateAuthority.Ends(authority) - CertificateAuthority.ServerLife)
            return authority;

        using (var made = CertificateAuthority.CreateAuthority(now))
            store.WriteAuthority(made);
        authority?.Dispose();
        return store.ReadAuthority()!;
    }

    private static bool IsSignedBy(X509Certificate2 server, X509Certificate2 authority)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid;
        return chain.Build(server);
    }
}
