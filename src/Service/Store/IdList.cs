using System.Text.Json;

namespace Sutler.Service.Store;

/// <summary>
/// Conditions on a list of values, passed as one parameter: a name for each value makes SQLite look names up a quarter of a million times
/// for a batch of 500. PostgreSQL says the same with <c>= ANY(@ids)</c>.
/// </summary>
internal static class IdList
{
    /// <summary>The condition; <paramref name="parameter"/> takes what <see cref="Of"/> gives.</summary>
    public static string In(string column, string parameter = "@ids") => $"{column} IN (SELECT value FROM json_each({parameter}))";

    public static string Of(IEnumerable<string> values) => JsonSerializer.Serialize(values);
}
