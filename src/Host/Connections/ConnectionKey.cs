using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Sutler.Connectors.Sdk;

namespace Sutler.Host.Connections;

/// <summary>Hashes of a connection.</summary>
internal static class ConnectionKey
{
    /// <summary>Changes when objects read before may no longer be what the target would now show: other settings, another schema.</summary>
    public static string Fingerprint(ConnectionConfig config, ConnectorSchema schema) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{config.Connector}\n{config.Settings.ToJsonString()}\n{config.Exposures}\n{JsonSerializer.Serialize(schema)}")));

    public static byte[] Token(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
