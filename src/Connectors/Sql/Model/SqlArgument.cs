namespace Sutler.Connectors.Sql.Model;

/// <summary>One argument of a stored procedure: <c>Name:Direction:Value</c> (H/SQL-21).</summary>
/// <param name="Name">The parameter's name in the procedure.</param>
/// <param name="Direction">Whether a value goes in, comes out, or both.</param>
internal sealed record SqlArgument(string Name, System.Data.ParameterDirection Direction);
