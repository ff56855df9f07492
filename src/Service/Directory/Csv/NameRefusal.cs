namespace Sutler.Service.Directory.Csv;

/// <summary>Why a row may not have the name it claims.</summary>
/// <param name="First">The row of the same file that has the name; null when a user of the directory stands in the way.</param>
/// <param name="OwnerId">The user who has the name in the directory; null when nobody has.</param>
internal sealed record NameRefusal(WorkerRow? First, string? OwnerId);
