namespace Sutler.Service.Directory.Csv;

/// <summary>The row last imported for a worker.</summary>
/// <param name="WorkerId">The worker.</param>
/// <param name="ObjectId">Their user in the directory.</param>
/// <param name="Hash">What the row said, or <see cref="Absent"/>.</param>
internal sealed record ImportedRow(string WorkerId, string ObjectId, string Hash)
{
    /// <summary>The worker was missing from the last complete file.</summary>
    public const string Absent = "absent";
}
