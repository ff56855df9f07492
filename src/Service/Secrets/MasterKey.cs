using System.Security.Cryptography;
using Sutler.Storage.Files;
using Sutler.Storage.Secrets;

namespace Sutler.Service.Secrets;

/// <summary>
/// Encrypts what the store keeps secret (AES-256-GCM; nonce, tag, ciphertext). The purpose is authenticated with the value, so that one
/// secret cannot be put in the place of another. The key is made at first start, or comes by reference, and never enters the store.
/// </summary>
internal sealed class MasterKey : IDisposable
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int KeyBytes = 32;
    private readonly AesGcm _cipher;

    private MasterKey(byte[] key) => _cipher = new AesGcm(key, TagBytes);

    /// <summary>Reads the key; makes one at first start when no reference is given.</summary>
    /// <exception cref="SecretException">The reference leads to nothing, or to something that is no key.</exception>
    public static MasterKey Load(string dataFolder, SecretReference? reference)
    {
        var text = reference is { } given ? given.Resolve(dataFolder) : ReadOrMake(Path.Combine(dataFolder, "master.key"));
        try
        {
            var key = Convert.FromBase64String(text);
            if (key.Length == KeyBytes)
                return new MasterKey(key);
        }
        catch (FormatException)
        {
            // Said below, without the text.
        }

        throw new SecretException($"The master key is not {KeyBytes} bytes in base64. Give the key that this data folder was made with (a new one: openssl rand -base64 32).");
    }

    public byte[] Protect(string purpose, ReadOnlySpan<byte> plain)
    {
        var output = new byte[NonceBytes + TagBytes + plain.Length];
        RandomNumberGenerator.Fill(output.AsSpan(0, NonceBytes));
        _cipher.Encrypt(
            output.AsSpan(0, NonceBytes), plain, output.AsSpan(NonceBytes + TagBytes), output.AsSpan(NonceBytes, TagBytes), Purpose(purpose));
        return output;
    }

    /// <summary>Opens what <see cref="Protect"/> closed for the same purpose.</summary>
    /// <exception cref="SecretException">Another key protected the value, or it was altered.</exception>
    public byte[] Unprotect(string purpose, ReadOnlySpan<byte> value)
    {
        try
        {
            var plain = new byte[value.Length - NonceBytes - TagBytes];
            _cipher.Decrypt(value[..NonceBytes], value[(NonceBytes + TagBytes)..], value.Slice(NonceBytes, TagBytes), plain, Purpose(purpose));
            return plain;
        }
        catch (Exception e) when (e is CryptographicException or OverflowException or ArgumentException)
        {
            throw new SecretException($"The stored secret '{purpose}' does not open with this master key. Start with the key that the data folder was made with.", e);
        }
    }

    public void Dispose() => _cipher.Dispose();

    private static byte[] Purpose(string purpose) => System.Text.Encoding.UTF8.GetBytes(purpose);

    private static string ReadOrMake(string path)
    {
        if (!File.Exists(path))
        {
            if (File.Exists(Path.Combine(Path.GetDirectoryName(path)!, "service.db")))
                throw new SecretException($"{path} is missing, and service.db beside it was made with it. Put the key file back, or start with an empty data folder.");
            AtomicFile.WriteText(path, Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)));
        }

        return new SecretReference("file:" + path).Resolve("/");
    }
}
