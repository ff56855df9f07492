using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Scim.Errors;
using Sutler.Scim.Schemas;

namespace Sutler.Scim.Server.Paging;

/// <summary>
/// A place in the list of one query, from which a page goes on or back (RFC 9865). It names the resource at the page's edge, not a position, so
/// that resources that come and go shift nothing; the server keeps nothing for it, so that it outlives restarts and never expires.
/// It opens nothing that the client may not read anyway, and so it is checked, but not signed.
/// </summary>
internal readonly record struct PageCursor(PageKey Key, bool Backward)
{
    private const int MaxLength = 8192;

    public string Write(ListRequest query, ResourceSchema schema)
    {
        var parts = new JsonArray(Fingerprint(query, schema), Key.Id, Key.Sort.ToJson(), Backward);
        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes(parts.ToJsonString()));
    }

    /// <exception cref="ScimException">It is no cursor of this query (<c>invalidCursor</c>).</exception>
    public static PageCursor Read(string cursor, ListRequest query, ResourceSchema schema)
    {
        if (cursor.Length > MaxLength || !TryRead(cursor, out var parts))
            throw Invalid("is not one that this server named. Begin again with an empty cursor");
        if (parts[0].GetString() != Fingerprint(query, schema))
            throw Invalid("belongs to another query. Send all other parameters as in the first request, or begin again with an empty cursor");
        return new PageCursor(new PageKey(parts[1].GetString()!, SortKey.FromJson(parts[2])), parts[3].GetBoolean());
    }

    private static bool TryRead(string cursor, out JsonElement parts)
    {
        parts = default;
        if (!Base64Url.IsValid(cursor))
            return false;
        try
        {
            parts = JsonText.Parse(Base64Url.DecodeFromChars(cursor));
        }
        catch (JsonException)
        {
            return false;
        }
        return parts.ValueKind == JsonValueKind.Array
            && parts.GetArrayLength() == 4
            && parts[0].ValueKind == JsonValueKind.String
            && parts[1].ValueKind == JsonValueKind.String
            && (parts[2].ValueKind is JsonValueKind.String or JsonValueKind.Null || (parts[2].ValueKind == JsonValueKind.Number && parts[2].TryGetDecimal(out _)))
            && parts[3].ValueKind is JsonValueKind.True or JsonValueKind.False;
    }

    // What the answers of one query have in common. The page's size may change on the way.
    private static string Fingerprint(ListRequest query, ResourceSchema schema)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture, $"{schema.Type.Name}\n{query.Filter}\n{query.SortBy?.ToString().ToUpperInvariant()}\n{query.Descending}");
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 9));
    }

    private static ScimException Invalid(string rule) => new(400, ScimErrorType.InvalidCursor, $"The cursor {rule} (RFC 9865).");
}
