using Sutler.Host.Cache;
using Sutler.Host.Connections;
using Sutler.Host.Export;
using Sutler.Host.Isolation;

namespace Sutler.Host.Autosync;

/// <summary>What the imports of one connection work with.</summary>
internal sealed record ImportParts
{
    public required ConnectionConfig Config { get; init; }

    public required GuardedConnector Connector { get; init; }

    public required ObjectCache Cache { get; init; }

    public required ConnectionTypes Types { get; init; }

    public required TimeProvider Clock { get; init; }

    public ReadBack? ReadBack => Connector.Finder is { } finder ? new ReadBack(finder, Types.ByName) : null;
}
