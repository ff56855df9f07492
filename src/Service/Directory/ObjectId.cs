using System.Security.Cryptography;
using System.Text;

namespace Sutler.Service.Directory;

/// <summary>
/// Object ids of imported workers: name-based UUIDs (RFC 9562 §5.5) of the tenant and the worker's id, so that a directory rebuilt from
/// the same file gives every worker the same id again and links still fit.
/// </summary>
internal static class ObjectId
{
    public static string OfWorker(string tenantId, string workerId)
    {
        Span<byte> input = [.. Guid.Parse(tenantId).ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes("worker:" + workerId)];
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
#pragma warning disable CA5350 // SHA-1 is what RFC 9562 names for version 5; nothing here relies on its strength.
        SHA1.HashData(input, hash);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true).ToString();
    }
}
