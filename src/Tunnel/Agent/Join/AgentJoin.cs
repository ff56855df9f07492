using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Sutler.Tunnel.Agent.AllowList;
using Sutler.Tunnel.Agent.Connection;
using Sutler.Tunnel.Agent.Membership;
using Sutler.Tunnel.Trust;
using Sutler.Tunnel.Wire;

namespace Sutler.Tunnel.Agent.Join;

/// <summary>
/// Makes this machine an agent. The key is on disk before the service is asked, and <c>agent.json</c> is written last: after a crash at any point
/// the same call, with the same token, ends in the same membership.
/// </summary>
public static class AgentJoin
{
    internal const int DefaultPort = 8585;

    /// <summary>Joins, or finds that the folder has joined this service before.</summary>
    /// <exception cref="JoinException">It did not work; says what to do.</exception>
    /// <exception cref="AgentConfigException">The folder holds files that cannot be used.</exception>
    public static async Task<JoinResult> RunAsync(JoinOptions options, CancellationToken cancellationToken)
    {
        var folder = new AgentFolder(options.DataFolder, options.TimeProvider);
        if (!options.Replace && folder.IsJoined)
            return Existing(folder, options);

        using var key = PendingKey(folder, options);
        var response = await new JoinClient(options).JoinAsync(Request(key, options), cancellationToken);
        Check(response);
        var credentials = Accept(folder, key, response);
        folder.WriteConfig(Config(options, response));
        folder.DropPendingKey();
        return new JoinResult(response.AgentId, response.AgentUrls, AlreadyJoined: false, credentials.NotAfter);
    }

    private static JoinResult Existing(AgentFolder folder, JoinOptions options)
    {
        var config = folder.ReadConfig();
        if (!string.Equals(config.ServiceUrl.TrimEnd('/'), options.ServiceUrl.TrimEnd('/'), StringComparison.OrdinalIgnoreCase))
            throw new JoinException(
                $"'{options.DataFolder}' holds agent '{config.AgentId}' of {config.ServiceUrl}. Take another folder, or join with --replace.");

        folder.DropPendingKey();
        return new JoinResult(config.AgentId, config.AgentUrls, AlreadyJoined: true, folder.ReadCredentials().NotAfter);
    }

    private static ECDsa PendingKey(AgentFolder folder, JoinOptions options)
    {
        try
        {
            return folder.PendingKey();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JoinException($"The data folder '{options.DataFolder}' cannot be written: {e.Message}", e);
        }
    }

    private static JoinRequest Request(ECDsa key, JoinOptions options) => new()
    {
        Token = options.Token,
        CertificateRequest = SigningRequestText.For(key),
        MachineName = options.MachineName,
        Version = options.Version,
    };

    private static void Check(JoinResponse response)
    {
        if (!RoleName.IsName(response.AgentId))
            throw new JoinException("The service answered with an agent id that cannot be one. Check that the address is that of a Sutler service.");
        if (response.AgentUrls.Count == 0 || response.AgentUrls.Any(u => !AgentUrl.IsValid(u)))
            throw new JoinException("The service answered without a usable address for agents. Set --agent-urls at the service, https only.");
    }

    /// <summary>The certificate must be for our key, in our role, under the root that came with it, before anything of it is kept.</summary>
    private static AgentCredentials Accept(AgentFolder folder, ECDsa key, JoinResponse response)
    {
        try
        {
            using var leaf = X509Certificate2.CreateFromPem(response.Certificate);
            var name = RoleName.TryRead(leaf, CertificateRole.Agent, out var id) ? id : null;
            return name == response.AgentId
                ? folder.Accept(key, response.Certificate, response.Authority)
                : throw new JoinException(
                    "The service answered with a certificate that is not for this agent. Try again; if it stays so, update the service.");
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new JoinException($"The service answered with a certificate that does not fit this agent's key: {e.Message}", e);
        }
    }

    private static AgentConfig Config(JoinOptions options, JoinResponse response) => new()
    {
        ServiceUrl = options.ServiceUrl,
        AgentUrls = response.AgentUrls,
        AgentId = response.AgentId,
        Allow = TargetAllowList.Default(DefaultPort, trustedAuthority: null),
        Proxy = options.Proxy,
    };
}
