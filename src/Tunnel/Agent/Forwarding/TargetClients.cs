using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Sutler.Tunnel.Agent.AllowList;
using Sutler.Tunnel.Agent.Membership;
using Sutler.Tunnel.Trust;

namespace Sutler.Tunnel.Agent.Forwarding;

/// <summary>One HTTP client for each allowed target, with the trust that its rule names.</summary>
internal sealed class TargetClients : IDisposable
{
    private readonly Dictionary<AllowedTarget, HttpMessageInvoker> _clients;
    private readonly AgentFolder _folder;
    private readonly TimeProvider _time;

    public TargetClients(TargetAllowList allowList, AgentFolder folder, AgentOptions options)
    {
        _folder = folder;
        _time = options.TimeProvider;
        _clients = allowList.Targets.ToDictionary(t => t, t => new HttpMessageInvoker(NewHandler(t, options.TargetConnectTimeout)));
    }

    public HttpMessageInvoker For(AllowedTarget target) => _clients[target];

    public void Dispose()
    {
        foreach (var client in _clients.Values)
            client.Dispose();
    }

    private SocketsHttpHandler NewHandler(AllowedTarget target, TimeSpan connectTimeout)
    {
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null, // The trace headers of the request go through as they are.
            ConnectTimeout = connectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            EnableMultipleHttp2Connections = true,
        };
        if (target.TrustedAuthority is { } file)
            handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, chain, errors) => IsPinned(
                _folder.Resolve(file), certificate, chain, errors);
        return handler;
    }

    /// <summary>Reads the file at each new connection: the target may have made a new authority since.</summary>
    private bool IsPinned(string file, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if ((errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None || certificate is not X509Certificate2 presented)
            return false;
        try
        {
            return TrustedRoots.FromPem(File.ReadAllText(file), _time).ServerChainError(presented, chain?.ChainPolicy.ExtraStore) is null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new AuthenticationFileException($"The authority file '{file}' of the allow-list cannot be read: {e.Message}", e);
        }
    }
}
