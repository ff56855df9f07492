using System.Buffers;

namespace Sutler.Scim.Server;

/// <summary>What a handler answers to a query: one page of resources, which it writes itself as UTF-8 JSON.</summary>
/// <param name="Count">How many resources the page holds.</param>
/// <param name="WriteResource">Writes the resource at a position from 0; called once for each, in order.</param>
public sealed record ScimPage(int Count, Action<IBufferWriter<byte>, int> WriteResource)
{
    /// <summary>How many resources match in all; null where that is not known.</summary>
    public int? TotalResults { get; init; }

    /// <summary>Position of the first result, from 1; null where the client pages by cursor.</summary>
    public int? StartIndex { get; init; }

    /// <summary>Cursor of the next page (RFC 9865); null on the last page, and where the client pages by index.</summary>
    public string? NextCursor { get; init; }

    /// <summary>Cursor of the page before (RFC 9865); null for none.</summary>
    public string? PreviousCursor { get; init; }

    /// <summary>How old the data is that a cache answered with; null when it came from the target. Sent as <c>Age</c>.</summary>
    public TimeSpan? Age { get; init; }
}
