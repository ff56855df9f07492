namespace Sutler.Service.Api;

/// <summary>A column that a list can be filtered by.</summary>
/// <param name="Sql">The column, or an expression over columns.</param>
/// <param name="IsTime">Whether its values are times, stored as text of fixed width.</param>
/// <param name="Words">The only values there are, in lower case; null for any text. Words go into the statement itself, so that partial indexes serve it.</param>
internal sealed record FilterColumn(string Sql, bool IsTime = false, IReadOnlyList<string>? Words = null);
