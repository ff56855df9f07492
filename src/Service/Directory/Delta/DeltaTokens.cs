using System.Buffers.Text;
using System.Text.Json;
using Sutler.Service.Api;
using Sutler.Service.Secrets;
using Sutler.Storage.Secrets;

namespace Sutler.Service.Directory.Delta;

/// <summary>
/// Writes tokens as text that only the service can read and make: a client neither depends on what is in them nor asks for what it was
/// never given (S/SRC-1).
/// </summary>
internal sealed class DeltaTokens(MasterKey key)
{
    private const string Purpose = "delta-token";
    private const int MostLength = 16_000;

    public string Write(DeltaToken token) => Base64Url.EncodeToString(key.Protect(Purpose, JsonSerializer.SerializeToUtf8Bytes(token)));

    /// <exception cref="ApiException">The text is no token of this service, or one for the other type.</exception>
    public DeltaToken Read(string text, DirectoryType type)
    {
        try
        {
            if (text.Length <= MostLength && JsonSerializer.Deserialize<DeltaToken>(key.Unprotect(Purpose, Base64Url.DecodeFromChars(text))) is { } token
                && token.Type == type.Name)
            {
                return token;
            }
        }
        catch (Exception nonsense) when (nonsense is FormatException or JsonException or SecretException)
        {
            // Said below.
        }

        throw ApiException.BadRequest($"The token is not one that this service gave for {type.Plural}. Follow the links of an answer as they stand, or begin with /{type.Plural}/delta.");
    }
}
