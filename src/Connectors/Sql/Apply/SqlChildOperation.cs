using Sutler.Connectors.Sql.Model;

namespace Sutler.Connectors.Sql.Apply;

/// <summary>What happens to the values of one object in one child table.</summary>
internal sealed record SqlChildOperation(SqlChild Child)
{
    /// <summary><see cref="Added"/> is all there will be; else the rest stays.</summary>
    public bool IsReplace { get; init; }

    public IReadOnlyList<SqlChildValue> Removed { get; init; } = [];

    public IReadOnlyList<SqlChildValue> Added { get; init; } = [];
}
