using System.Buffers.Text;
using System.Text.Json;
using Sutler.Service.Api;

namespace Sutler.Service.Directory.Queries;

/// <summary>Where a page ended: the last object's sort key and id.</summary>
/// <param name="Key">The sort key; empty where the order is by id.</param>
/// <param name="Id">The id.</param>
internal sealed record PageToken(string Key, string Id)
{
    private const int MostLength = 4000;

    public override string ToString() => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes<string[]>([Key, Id]));

    /// <exception cref="ApiException">The text did not come from <see cref="ToString"/>.</exception>
    public static PageToken? Read(string? text)
    {
        if (text is null)
            return null;
        try
        {
            if (text.Length <= MostLength && JsonSerializer.Deserialize<string[]>(Base64Url.DecodeFromChars(text)) is [{ } key, { } id] && SafeText.Is(key + id))
                return new PageToken(key, id);
        }
        catch (Exception nonsense) when (nonsense is FormatException or JsonException)
        {
            // Said below.
        }

        throw ApiException.BadRequest("$skiptoken is not one that this service gave. Follow @odata.nextLink as it stands, or begin without it.");
    }
}
