namespace Sutler.Connectors.Sql.Model;

/// <summary>A call of a stored procedure that a dialect writes.</summary>
/// <param name="Procedure">Its name as the settings give it, perhaps with a schema before it.</param>
/// <param name="Arguments">Its arguments in order.</param>
/// <param name="ByName">Arguments are handed over by their names instead of their places (H/SQL-57).</param>
/// <param name="ReturnsRows">It is called for the rows that it returns.</param>
internal sealed record SqlCall(string Procedure, IReadOnlyList<SqlArgument> Arguments, bool ByName, bool ReturnsRows);
