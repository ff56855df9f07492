using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Sutler.Service.Targets.Probing;

/// <summary>The way to a target that the service reaches by itself: name, address, TLS (S/SCIM-42). Sends no request.</summary>
internal sealed class ConnectionProbe(TargetOptions options, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    /// <summary>What the handshake showed; null where there was none.</summary>
    public async Task<TlsFacts?> RunAsync(ProbeRun run, TargetSecrets secrets, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var address = secrets.BaseAddress!;
        var endpoint = new DnsEndPoint(address.IdnHost, address.Port);
        var connector = new DirectConnector(options);
        var isPlain = address.Scheme == "http";
        try
        {
            if (!await run.StepAsync("dns", async () => string.Join(", ", await connector.ResolveAsync(endpoint, isPlain, either.Token))))
                return null;
            if (isPlain)
            {
                run.Skip("tls", "The address is http on this machine.");
                return null;
            }

            TlsFacts? facts = null;
            await run.StepAsync("tls", async () =>
            {
                facts = await HandshakeAsync(connector, endpoint, secrets, either.Token);
                return facts.Problem is { } problem
                    ? throw new HttpRequestException(HttpRequestError.SecureConnectionError, $"The target's certificate is not trusted ({problem}). Put its CA into {TargetSecrets.TrustedCertificates}.")
                    : $"{facts.Protocol}, {facts.CipherSuite}";
            });
            return facts;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            run.Add(new ProbeStep("connect", ProbeStep.Failed, Limit.TotalMilliseconds, $"{endpoint.Host}:{endpoint.Port} does not answer within {Limit.TotalSeconds:0} s."));
            return null;
        }
    }

    private async Task<TlsFacts> HandshakeAsync(DirectConnector connector, DnsEndPoint endpoint, TargetSecrets secrets, CancellationToken cancellationToken)
    {
        var chain = new List<CertificateFacts>();
        var problem = SslPolicyErrors.None;
        var tls = TargetTls.Of(secrets, options);
        tls.TargetHost = endpoint.Host;
        // Nothing is sent over this connection, so a certificate that is not trusted can be shown instead of only refused.
        tls.RemoteCertificateValidationCallback = (_, _, built, errors) =>
        {
            problem = errors;
            chain.AddRange(built?.ChainElements.Select(element => Facts(element.Certificate)) ?? []);
            return true;
        };
        await using var stream = await connector.ConnectAsync(endpoint, isPlain: false, cancellationToken);
        await using var secure = new SslStream(stream);
        await secure.AuthenticateAsClientAsync(tls, cancellationToken);
        return new TlsFacts(secure.SslProtocol.ToString(), secure.NegotiatedCipherSuite.ToString(), chain, problem == SslPolicyErrors.None ? null : problem.ToString());
    }

    private static CertificateFacts Facts(X509Certificate2 certificate) =>
        new(certificate.Subject, certificate.Issuer, new DateTimeOffset(certificate.NotAfter), certificate.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256));
}
