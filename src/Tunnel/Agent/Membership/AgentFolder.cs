using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Sutler.Tunnel.Trust;

namespace Sutler.Tunnel.Agent.Membership;

/// <summary>
/// The agent's data folder. Every file is written whole and for its owner only. Key and certificate share one file, so that they always belong
/// together;
/// <c>agent.json</c> is written last and makes the membership valid. A key whose certificate has not come yet waits in <c>agent.pending.key</c>.
/// </summary>
internal sealed class AgentFolder(string path, TimeProvider time)
{
    private const int MaxFileBytes = 1024 * 1024;

    public string ConfigPath => Path.Combine(path, "agent.json");

    private string IdentityPath => Path.Combine(path, "agent.pem");

    private string AuthorityPath => Path.Combine(path, "authority.pem");

    private string PendingKeyPath => Path.Combine(path, "agent.pending.key");

    public bool IsJoined => File.Exists(ConfigPath);

    public string Resolve(string file) => Path.GetFullPath(file, Path.GetFullPath(path));

    /// <summary>Reads <c>agent.json</c>.</summary>
    /// <exception cref="AgentConfigException">The agent has not joined, or a file cannot be used.</exception>
    public AgentConfig ReadConfig()
    {
        if (!IsJoined)
            throw new AgentConfigException(
                $"There is no agent in '{path}'. Join first: sutler agent join --service URL --token TOKEN --data '{path}'.");
        try
        {
            return JsonSerializer.Deserialize(Read(ConfigPath), AgentConfigJson.Default.AgentConfig)
                ?? throw new AgentConfigException($"'{ConfigPath}' is empty. Join again with --replace.");
        }
        catch (JsonException e)
        {
            throw new AgentConfigException($"'{ConfigPath}' cannot be read: {e.Message} Correct the file, or join again with --replace.", e);
        }
    }

    /// <summary>Reads the certificate with its key, and the pinned roots.</summary>
    /// <exception cref="AgentConfigException">A file is missing or damaged.</exception>
    public AgentCredentials ReadCredentials()
    {
        try
        {
            return Combine(Read(IdentityPath), Read(AuthorityPath));
        }
        catch (Exception e) when (e is CryptographicException or IOException or ArgumentException)
        {
            throw new AgentConfigException($"The certificate in '{path}' cannot be used: {e.Message} Join again with --replace.", e);
        }
    }

    /// <summary>The key that waits for its certificate; made, and on disk, before anybody is asked to sign it.</summary>
    public ECDsa PendingKey()
    {
        var key = PrivateKeys.NewKey();
        if (File.Exists(PendingKeyPath))
        {
            try
            {
                key.ImportFromPem(Read(PendingKeyPath));
                return key;
            }
            catch (Exception e) when (e is CryptographicException or ArgumentException)
            {
                // Damaged by hand or by the disk: nobody has a certificate for it, so a new one does.
                key.Dispose();
                key = PrivateKeys.NewKey();
            }
        }

        Write(PendingKeyPath, key.ExportPkcs8PrivateKeyPem());
        return key;
    }

    /// <summary>Puts the pending key and its certificate in the place of the current ones, in an order that a crash cannot hurt.</summary>
    public AgentCredentials Accept(ECDsa key, string certificateChain, string authority)
    {
        var identity = $"{key.ExportPkcs8PrivateKeyPem()}\n{certificateChain}";
        var credentials = Combine(identity, authority);
        Write(AuthorityPath, authority);
        Write(IdentityPath, identity);
        return credentials;
    }

    public void WriteConfig(AgentConfig config) => Write(ConfigPath, JsonSerializer.Serialize(config, AgentConfigJson.Default.AgentConfig));

    public void DropPendingKey() => File.Delete(PendingKeyPath);

    private static string Read(string file)
    {
        var length = new FileInfo(file).Length;
        return length <= MaxFileBytes ? File.ReadAllText(file) : throw new AgentConfigException(
            $"'{file}' has {length} bytes, more than {MaxFileBytes}.");
    }

    private static void Write(string file, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        var temporary = $"{file}.{Path.GetRandomFileName()}.tmp";
        using (var stream = new FileStream(temporary, options))
        {
            stream.Write(Encoding.UTF8.GetBytes(content));
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, file, overwrite: true);
    }

    private AgentCredentials Combine(string identity, string authority)
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(identity);
        var certificate = PrivateKeys.ForTls(X509Certificate2.CreateFromPem(identity, identity));
        return new AgentCredentials(
            SslStreamCertificateContext.Create(certificate, [.. chain.Skip(1)], offline: true), TrustedRoots.FromPem(authority, time));
    }
}
