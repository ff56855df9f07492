namespace Sutler.Connectors.Sql.Model;

/// <summary>How a database tells rows that changed since a moment, by itself.</summary>
/// <param name="Column">Expression over a row that compares with an earlier <paramref name="Now"/>; <c>{0}</c> stands for the table's alias and a dot.</param>
/// <param name="Now">Query for one value: every row whose <paramref name="Column"/> is less than it, and no other, was surely seen by a read that begins after it.</param>
internal sealed record SqlRowVersion(string Column, string Now);
