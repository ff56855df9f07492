using System.Data;

namespace Sutler.Connectors.Sql.Settings;

/// <summary>A parameter of a stored procedure: <c>Name:Direction:Value</c> (H/SQL-21).</summary>
/// <param name="Name">Its name in the procedure.</param>
/// <param name="Direction">Whether the value goes in, comes out, or both.</param>
/// <param name="Value">An attribute, a paging value, or a constant.</param>
internal sealed record SqlParameterConfig(string Name, ParameterDirection Direction, string Value);
