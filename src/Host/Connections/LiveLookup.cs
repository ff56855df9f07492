namespace Sutler.Host.Connections;

/// <summary>When a read asks the target itself.</summary>
internal enum LiveLookup
{
    /// <summary>When the client says <c>Cache-Control: no-cache</c>.</summary>
    NoCache,

    /// <summary>Also when a filter by equality finds nothing in the cache.</summary>
    Always,
}
