namespace Sutler.Host.Connections;

/// <summary>How far a connection has come.</summary>
public enum ConnectionState
{
    /// <summary>Its file has faults; it is not served.</summary>
    Faulted,

    /// <summary>The cache is being loaded and the target's schema read.</summary>
    Starting,

    /// <summary>Objects whose change may have been cut off are being read from the target again.</summary>
    Recovering,

    /// <summary>It answers reads from the cache; the target has not been reached yet, so writes wait.</summary>
    Warm,

    /// <summary>The first full import is running.</summary>
    Importing,

    /// <summary>It answers.</summary>
    Ready,

    /// <summary>It is finishing what is in flight and takes nothing new.</summary>
    Stopping,
}
