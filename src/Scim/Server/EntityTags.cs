namespace Sutler.Scim.Server;

/// <summary>Compares the lists of <c>If-Match</c> and <c>If-None-Match</c> with a version (RFC 9110 §13.1, weak comparison as RFC 7644 §3.14 has it).</summary>
public static class EntityTags
{
    /// <summary>Whether the list names the version, or is <c>*</c>.</summary>
    /// <param name="header">The header's value: <c>*</c>, or tags such as <c>W/"3"</c>, separated by commas.</param>
    /// <param name="version">The resource's version as its <c>ETag</c> says it.</param>
    public static bool Matches(string header, string version)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(version);
        var rest = header.AsSpan().Trim();
        if (rest is "*")
            return true;
        var wanted = Opaque(version);
        while (!rest.IsEmpty)
        {
            var end = EndOfTag(rest);
            if (Opaque(rest[..end]).SequenceEqual(wanted))
                return true;
            rest = end < rest.Length ? rest[(end + 1)..] : [];
        }
        return false;
    }

    // A comma within quotes belongs to the tag.
    private static int EndOfTag(ReadOnlySpan<char> list)
    {
        var quoted = false;
        for (var i = 0; i < list.Length; i++)
        {
            if (list[i] == '"')
                quoted = !quoted;
            else if (list[i] == ',' && !quoted)
                return i;
        }
        return list.Length;
    }

    // Clients also send the tag without its quotes, as the text of meta.version.
    private static ReadOnlySpan<char> Opaque(ReadOnlySpan<char> tag)
    {
        tag = tag.Trim();
        if (tag.StartsWith("W/", StringComparison.Ordinal))
            tag = tag[2..];
        return tag.Length >= 2 && tag[0] == '"' && tag[^1] == '"' ? tag[1..^1] : tag;
    }
}
