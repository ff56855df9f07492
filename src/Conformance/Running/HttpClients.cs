using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Sutler.Conformance.Running;

/// <summary>Makes the HTTP client that trusts what the options say.</summary>
internal static class HttpClients
{
    private const long MaxAnswer = 64 << 20;

    /// <exception cref="ConformanceException">The options contradict each other or the authority's file cannot be read.</exception>
    public static HttpClient Create(ConformanceOptions options)
    {
        if (options.Insecure && !options.BaseUrl.IsLoopback)
            throw new ConformanceException("--insecure is for loopback alone: name the server's authority with --ca FILE.");
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = options.RequestTimeout };
        if (options.AuthorityFile is { } file)
            handler.SslOptions.CertificateChainPolicy = Policy(file);
        if (options.Insecure)
        {
#pragma warning disable CA5359 // What --insecure asks for, and only on loopback.
            handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        }

        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = MaxAnswer };
    }

    private static X509ChainPolicy Policy(string file)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        try
        {
            policy.CustomTrustStore.ImportFromPemFile(file);
            return policy;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new ConformanceException($"the authority's file {file} cannot be read ({e.Message}). Name a PEM file with --ca.", e);
        }
    }
}
