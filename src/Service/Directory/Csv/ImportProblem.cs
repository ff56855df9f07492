namespace Sutler.Service.Directory.Csv;

/// <summary>A place of the file that was refused.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column's name; null when the whole row is meant.</param>
/// <param name="Problem">The rule that is broken.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record ImportProblem(int Line, string? Column, string Problem, string Remedy);
