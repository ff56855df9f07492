using System.Buffers;

namespace Sutler.Scim.Server.Paging;

/// <summary>Which part of a list of results is the page asked for. Made by <see cref="ListQuery"/>.</summary>
/// <param name="First">Position of its first result, from 0.</param>
/// <param name="Count">How many results it has.</param>
public readonly record struct ListWindow(int First, int Count)
{
    internal int Total { get; init; }

    internal int? StartIndex { get; init; }

    internal string? NextCursor { get; init; }

    internal string? PreviousCursor { get; init; }

    /// <summary>The page of this window.</summary>
    /// <param name="count">How many resources there are in it, where some have vanished since the window was cut.</param>
    /// <param name="write">Writes the resource at a position from 0 within the page.</param>
    public ScimPage ToPage(int count, Action<IBufferWriter<byte>, int> write) =>
        new(count, write) { TotalResults = Total, StartIndex = StartIndex, NextCursor = NextCursor, PreviousCursor = PreviousCursor };
}
