using Sutler.Host.Autosync;
using Sutler.Host.Isolation;

namespace Sutler.Host.Connections;

/// <summary>A connection as people and health checks see it.</summary>
/// <param name="Name">Name of the connection.</param>
/// <param name="State">How far it has come.</param>
public sealed record ConnectionStatus(string Name, ConnectionState State)
{
    /// <summary>Path of its SCIM base URL.</summary>
    public string Path => $"/ecma2host_{Name}/scim";

    /// <summary>Objects in the cache. Default: 0.</summary>
    public int Objects { get; init; }

    /// <summary>When the import that the cache stems from began; null before the first.</summary>
    public DateTimeOffset? Imported { get; init; }

    /// <summary>How old the cached objects are at most; null before the first import.</summary>
    public TimeSpan? Age { get; init; }

    /// <summary>When the next import is due; null when only on demand, or not ready.</summary>
    public DateTimeOffset? NextImport { get; init; }

    /// <summary>The import that is running; null when none is.</summary>
    public ImportProgress? Import { get; init; }

    /// <summary>The last import, if it was held, with what it would have dropped; else null.</summary>
    public HeldImport? Held { get; init; }

    /// <summary>Changes whose result is not known yet; their objects answer 503 until the target was read again. Default: 0.</summary>
    public int InDoubt { get; init; }

    /// <summary>The connector's circuit breaker; null when the connection does not run.</summary>
    public BreakerStatus? Breaker { get; init; }

    /// <summary>Why the last import was held; null when it was not.</summary>
    public string? HeldImport { get; init; }

    /// <summary>What keeps the connection from its work, or the last failure of an import; null when all is well.</summary>
    public string? Problem { get; init; }

    /// <summary>Faults of its file. Default: none.</summary>
    public IReadOnlyList<ConnectionFault> Faults { get; init; } = [];
}
