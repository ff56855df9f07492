namespace Sutler.Service.Tests;

/// <summary>
/// The store that the services of this assembly work on: a file in the data folder. Service.Postgres.Tests compiles the same tests with a
/// class of this name that gives each folder a database on a PostgreSQL server instead.
/// </summary>
internal static class TestStore
{
    /// <summary>Says in the options where the store of this folder is.</summary>
    public static ValueTask<ServiceOptions> PlaceAsync(ServiceOptions options) => ValueTask.FromResult(options);

    /// <summary>Everything the store holds, as bytes; what a file holds for certain is seen here.</summary>
    public static Task<string> DumpAsync(string folder) => Task.FromResult(
        string.Concat(System.IO.Directory.GetFiles(folder, "service.db*").Select(path => System.Text.Encoding.Latin1.GetString(ReadShared(path)))));

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        file.CopyTo(copy);
        return copy.ToArray();
    }
}
