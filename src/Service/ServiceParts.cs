using Sutler.Service.Agents;
using Sutler.Service.Secrets;
using Sutler.Service.Store;
using Sutler.Storage.Secrets;
using Sutler.Storage;
using Sutler.Tunnel.Relay.Authority;

namespace Sutler.Service;

/// <summary>
/// What the data folder holds, opened; made at first start. Each step leaves the folder usable: the key comes before the store that needs
/// it, a token's file before its hash, and whatever is found half made is finished.
/// </summary>
internal sealed class ServiceParts : IAsyncDisposable
{
    private ServiceParts(MasterKey key, Database database)
    {
        Key = key;
        Database = database;
        Settings = new SettingStore(database);
    }

    public MasterKey Key { get; }

    public Database Database { get; }

    public SettingStore Settings { get; }

    public AdminToken AdminToken { get; private set; } = null!;

    public Accounts.SetupToken SetupToken { get; private set; } = null!;

    public CertificateAuthority Authority { get; private set; } = null!;

    public int AgentPort { get; private set; }

    public static async Task<ServiceParts> OpenAsync(ServiceOptions options, ListenAddress agents, CancellationToken cancellationToken)
    {
        if (options is { Database: not null, MasterKeyReference: null })
            throw new SecretException("A service on PostgreSQL needs its master key by reference, the same on every node: --master-key file:PATH or env:NAME (a new key: openssl rand -base64 32).");
        System.IO.Directory.CreateDirectory(options.DataFolder);
        var key = MasterKey.Load(options.DataFolder, options.MasterKeyReference is { } reference ? new SecretReference(reference) : null);
        var parts = new ServiceParts(key, await ServiceDatabase.OpenAsync(options, cancellationToken));
        try
        {
            parts.AdminToken = await AdminToken.LoadAsync(options.DataFolder, parts.Settings, cancellationToken);
            parts.SetupToken = await Accounts.SetupToken.LoadAsync(options.DataFolder, parts.Database, cancellationToken);
            parts.Authority = await new AuthorityStore(parts.Settings, key, options.TimeProvider).LoadAsync(cancellationToken);
            parts.AgentPort = await Agents.AgentPort.ChooseAsync(agents, parts.Settings, cancellationToken);
            return parts;
        }
        catch
        {
            await parts.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        Key.Dispose();
    }
}
