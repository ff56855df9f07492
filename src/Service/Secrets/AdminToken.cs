using Sutler.Service.Store;
using Sutler.Storage.Files;

namespace Sutler.Service.Secrets;

/// <summary>
/// The administrator's bearer token. The file comes first and the hash after it: a process killed between the two finds the file at its
/// next start and takes its hash, so that the file always opens the service.
/// </summary>
internal sealed class AdminToken
{
    private const string Setting = "admin-token-hash";
    private readonly byte[] _hash;

    private AdminToken(byte[] hash) => _hash = hash;

    public static async Task<AdminToken> LoadAsync(string dataFolder, SettingStore settings, CancellationToken cancellationToken)
    {
        if (await settings.ReadAsync(Setting, cancellationToken) is { } kept)
            return new AdminToken(kept);

        var path = Path.Combine(dataFolder, "admin-token");
        if (!File.Exists(path))
            AtomicFile.WriteText(path, TokenHash.NewToken());

        var token = (await File.ReadAllTextAsync(path, cancellationToken)).Trim();
        return new AdminToken(await settings.KeepAsync(Setting, TokenHash.Of(token), cancellationToken));
    }

    public bool Accepts(string token) => TokenHash.Matches(token, _hash);
}
