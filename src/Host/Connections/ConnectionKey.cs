using System.Security.Cryptography;
using System.Text;

namespace Sutler.Host.Connections;

/// <summary>Hashes of a connection.</summary>
internal static class ConnectionKey
{
    /// <summary>Of all in the file that decides what objects look like.</summary>
    public static string Settings(ConnectionConfig config) =>
        Hash($"{config.Connector}\n{config.Settings.ToJsonString()}\n{config.Exposures}");

    public static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public static byte[] Token(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
