using System.Text.Json;
using Sutler.Service.Secrets;
using Sutler.Service.Store;
using Sutler.Tunnel.Relay.Authority;

namespace Sutler.Service.Agents;

/// <summary>The service's certificate authority, made at first start, kept in the store under the master key.</summary>
internal sealed class AuthorityStore(SettingStore settings, MasterKey key, TimeProvider time)
{
    private const string Setting = "certificate-authority";

    public async Task<CertificateAuthority> LoadAsync(CancellationToken cancellationToken)
    {
        var kept = await settings.ReadAsync(Setting, cancellationToken) ?? await settings.KeepAsync(Setting, Make(), cancellationToken);
        var stored = JsonSerializer.Deserialize<StoredAuthority>(key.Unprotect(Setting, kept))!;
        return CertificateAuthority.Import(stored.Export, stored.Key, time);
    }

    private byte[] Make()
    {
        var inner = System.Security.Cryptography.RandomNumberGenerator.GetBytes(32);
        var stored = new StoredAuthority(CertificateAuthority.Create("Sutler", time).Export(inner), inner);
        return key.Protect(Setting, JsonSerializer.SerializeToUtf8Bytes(stored));
    }

    /// <summary>The export, and the key its keys are encrypted with; both together go under the master key.</summary>
    private sealed record StoredAuthority(AuthorityExport Export, byte[] Key);
}
