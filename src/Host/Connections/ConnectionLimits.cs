namespace Sutler.Host.Connections;

/// <summary>What a connection may use, and how long it waits.</summary>
internal sealed record ConnectionLimits
{
    /// <summary>Longest time for one call that tests, reads the schema, looks up or applies. Default: 60 s.</summary>
    public TimeSpan ConnectorTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Longest time for one page of an import. Default: 5 min.</summary>
    public TimeSpan PageTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Look-ups that run in the connector at once. Default: 8.</summary>
    public int Lookups { get; init; } = 8;

    /// <summary>Requests that are in the connection at once; the next are refused with 503. Default: 1000.</summary>
    public int Concurrency { get; init; } = 1000;

    /// <summary>Look-ups a second that misses of the cache may cause; the others are answered from the cache. Default: 50.</summary>
    public int MissesPerSecond { get; init; } = 50;

    /// <summary>Failures in a row after which the connector is left alone for a while. Default: 5.</summary>
    public int BreakerFailures { get; init; } = 5;

    /// <summary>How long at first; doubles with each probe that fails. Default: 1 s.</summary>
    public TimeSpan BreakerWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long at most. Default: 1 min.</summary>
    public TimeSpan BreakerLongest { get; init; } = TimeSpan.FromMinutes(1);
}
