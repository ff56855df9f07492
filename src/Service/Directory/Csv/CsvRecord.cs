namespace Sutler.Service.Directory.Csv;

/// <summary>A record, or a place where one could not be read.</summary>
/// <param name="Line">The line it begins on, from 1.</param>
/// <param name="Fields">Its fields; what could be read of them when there is a problem.</param>
/// <param name="Problem">Null when the record is good.</param>
internal sealed record CsvRecord(int Line, string[] Fields, CsvProblem? Problem);
