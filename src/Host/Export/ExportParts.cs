using Sutler.Host.Cache;
using Sutler.Host.Connections;
using Sutler.Host.Isolation;

namespace Sutler.Host.Export;

/// <summary>What the export of one connection works with.</summary>
internal sealed record ExportParts
{
    public required string ConnectionName { get; init; }

    public required GuardedConnector Connector { get; init; }

    public required ObjectCache Cache { get; init; }

    public required CacheStore Store { get; init; }

    public required IReadOnlyDictionary<string, ExposedType> Types { get; init; }

    public required TimeProvider Clock { get; init; }

    public required Random Random { get; init; }

    /// <summary>Runs a full import and tells whether it was taken in; used where look-ups cannot tell what became of a change.</summary>
    public required Func<CancellationToken, Task<bool>> ImportAsync { get; init; }

    /// <summary>Told whether the connection is recovering, and why.</summary>
    public required Action<string?> Recovering { get; init; }

    /// <summary>The objects that the connection does not answer for at present.</summary>
    public Doubts Doubts { get; } = new();

    public ReadBack? ReadBack => Connector.Finder is { } finder ? new ReadBack(finder, Types) : null;
}
