using System.Security.Cryptography;
using System.Text;
using Sutler.Storage.Files;

namespace Sutler.Host.Admin;

/// <summary>
/// The credential of the admin port: random, in a file that its owner alone may read. Compared in constant time; wrong ones are counted, and
/// above a rate refused with a time to wait. The right one always opens, so that nobody can lock the administrator out.
/// </summary>
internal sealed class AdminToken(byte[] hash, TimeProvider clock)
{
    public const string FileName = "admin-token";
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private const int Bytes = 32;
    private const int MostWrong = 10;

    private readonly Lock _gate = new();
    private long _windowBegan = clock.GetTimestamp();
    private int _wrong;

    /// <summary>Reads the token of a data folder, made the first time.</summary>
    public static AdminToken Open(string dataFolder, TimeProvider clock)
    {
        var path = Path.Combine(dataFolder, FileName);
        if (!File.Exists(path))
            AtomicFile.WriteText(path, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes)) + "\n");
        var token = File.ReadAllText(path).Trim();
        return token.Length >= Bytes
            ? new AdminToken(Hash(token), clock)
            : throw new InvalidDataException($"{path} does not hold a token of at least {Bytes} characters. Delete it and the host makes a new one.");
    }

    public bool Opens(string? presented) => presented is not null && CryptographicOperations.FixedTimeEquals(Hash(presented), hash);

    /// <summary>Counts a wrong token; null, or how long to wait when there were too many.</summary>
    public TimeSpan? CountWrong()
    {
        lock (_gate)
        {
            var elapsed = clock.GetElapsedTime(_windowBegan);
            if (elapsed >= Window)
                (_windowBegan, _wrong, elapsed) = (clock.GetTimestamp(), 0, TimeSpan.Zero);
            return ++_wrong > MostWrong ? Window - elapsed : null;
        }
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
