using Microsoft.Extensions.Logging;
using Sutler.Connectors.Sdk;

namespace Sutler.Host.Connections;

/// <summary>What a connection is made of.</summary>
internal sealed record ConnectionParts
{
    public required ConnectionConfig Config { get; init; }

    public required IConnector Connector { get; init; }

    /// <summary>SHA-256 of the bearer token.</summary>
    public required byte[] TokenHash { get; init; }

    public required string CachePath { get; init; }

    public required TimeProvider Clock { get; init; }

    public required Random Random { get; init; }

    public required TimeSpan DrainTimeout { get; init; }

    public required ILogger Logger { get; init; }
}
