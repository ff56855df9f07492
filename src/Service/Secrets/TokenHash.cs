using System.Security.Cryptography;
using System.Text;

namespace Sutler.Service.Secrets;

/// <summary>Opaque tokens: random, stored as SHA-256 only, compared in constant time.</summary>
internal static class TokenHash
{
    public static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    public static byte[] Of(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    public static bool Matches(string token, ReadOnlySpan<byte> hash) => CryptographicOperations.FixedTimeEquals(Of(token), hash);
}
