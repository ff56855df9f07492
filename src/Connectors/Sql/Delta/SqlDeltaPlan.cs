using Sutler.Connectors.Sql.Model;

namespace Sutler.Connectors.Sql.Delta;

/// <summary>How the changes of one object type are found, bound to the database.</summary>
internal sealed record SqlDeltaPlan
{
    public static readonly SqlDeltaPlan None = new();

    public bool IsPossible => Streams.Count > 0 || Sweeps;

    public IReadOnlyList<SqlMarkStream> Streams { get; init; } = [];

    /// <summary>An object that a stream names and that is not there was deleted.</summary>
    public bool StreamsSeeDeletes { get; init; }

    /// <summary>All objects are compared with a hash of what they were.</summary>
    public bool Hashes { get; init; }

    /// <summary>All keys are read; true with <see cref="Hashes"/> too.</summary>
    public bool Sweeps { get; init; }

    public bool SeesDeletes => StreamsSeeDeletes || Sweeps;

    /// <summary>All keys in order. Parameters: page size; then, in the second, the key before.</summary>
    public SqlStatement? FirstKeys { get; init; }

    public SqlStatement? NextKeys { get; init; }
}
