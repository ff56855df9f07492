using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sutler.Service.Directory;

/// <summary>
/// Addresses of objects in requests: <c>…/directoryObjects/{id}</c>, <c>…/users/{id}</c>, <c>…/groups/{id}</c>, also as <c>users('id')</c>. What
/// stands before the id does not count, so that addresses of the original work.
/// </summary>
internal static class ObjectReference
{
    private const int MostLength = 2000;

    /// <summary>The id or name that an address ends with; null when it is none.</summary>
    public static string? Of(JsonNode? node)
    {
        if (node?.GetValueKind() is not JsonValueKind.String || !node.AsValue().TryGetValue<string>(out var address) || address.Length > MostLength)
            return null;
        var last = address.TrimEnd('/').Split('/')[^1];
        var quote = last.IndexOf("('", StringComparison.Ordinal);
        if (quote >= 0 && last.EndsWith("')", StringComparison.Ordinal))
            last = last[(quote + 2)..^2];
        last = Uri.UnescapeDataString(last);
        return last.Length > 0 && SafeText.Is(last) ? last : null;
    }
}
