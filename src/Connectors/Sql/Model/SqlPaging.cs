namespace Sutler.Connectors.Sql.Model;

/// <summary>The names by which a query or procedure pages itself (H/SQL-53).</summary>
internal static class SqlPaging
{
    public const string StartIndex = "StartIndex";
    public const string EndIndex = "EndIndex";
    public const string PageSize = "PageSize";
    public const string After = "After";

    /// <summary>Values with which the same query returns everything at once.</summary>
    public static readonly IReadOnlyDictionary<string, string> Everything = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        [StartIndex] = "1",
        [EndIndex] = "2147483647",
        [PageSize] = "2147483647",
        [After] = "NULL",
        [After + "1"] = "NULL",
        [After + "2"] = "NULL",
        [After + "3"] = "NULL",
    };

    public static string? Known(string name) => Everything.ContainsKey(name) ? name : null;
}
