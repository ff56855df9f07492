namespace Sutler.Service.Directory.Csv;

/// <summary>What is wrong with a place in a file.</summary>
/// <param name="Column">Number of the column, from 1; null when the whole record is meant.</param>
/// <param name="Text">The rule that is broken.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record CsvProblem(int? Column, string Text, string Remedy);
