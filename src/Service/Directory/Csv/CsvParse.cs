namespace Sutler.Service.Directory.Csv;

/// <summary>How reading one record from a span of characters ended.</summary>
internal enum CsvParse
{
    /// <summary>The record is whole.</summary>
    Whole,

    /// <summary>The characters end before the record does.</summary>
    NeedsMore,

    /// <summary>A quote stands where the rule allows none, or is not closed.</summary>
    BrokenQuote,
}
