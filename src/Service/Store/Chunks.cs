namespace Sutler.Service.Store;

/// <summary>How many values one IN list carries: well under the limits of SQLite and PostgreSQL, and always the same length of SQL text but for the last.</summary>
internal static class Chunks
{
    public const int Size = 500;

    public static IEnumerable<T[]> Of<T>(IEnumerable<T> values) => values.Chunk(Size);
}
