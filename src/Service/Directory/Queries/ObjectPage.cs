namespace Sutler.Service.Directory.Queries;

/// <summary>A page of objects.</summary>
/// <param name="Objects">The objects, in order.</param>
/// <param name="Next">Where the next page begins; null when this is the last.</param>
/// <param name="Count">How many there are in all, where that was asked for.</param>
internal sealed record ObjectPage<T>(IReadOnlyList<T> Objects, PageToken? Next, long? Count);
