namespace Sutler.Service.Directory.Csv;

/// <summary>How a column of the file was read.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="ReadAs">The attribute it became.</param>
internal sealed record ImportColumn(string Name, string ReadAs);
