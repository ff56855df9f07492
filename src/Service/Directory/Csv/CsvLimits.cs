namespace Sutler.Service.Directory.Csv;

/// <summary>How much a file may ask for.</summary>
internal sealed record CsvLimits
{
    /// <summary>Longest field. Default: 64 K characters.</summary>
    public int FieldLength { get; init; } = 64 * 1024;

    /// <summary>Longest record; a quote that is not closed within it is broken. Default: 4 M characters.</summary>
    public int RecordLength { get; init; } = 4 * 1024 * 1024;
}
