using System.Security.Cryptography;
using System.Text;

namespace Sutler.Host.Admin;

/// <summary>A connection file as it stands on disk.</summary>
internal sealed record ConnectionText(string Name, string Yaml)
{
    /// <summary>Changes with every byte of the file.</summary>
    public string Version { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Yaml)).AsSpan(0, 12));
}
