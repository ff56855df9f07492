namespace Sutler.Connectors.Sdk;

/// <summary>How much an import reads.</summary>
public enum ImportKind
{
    /// <summary>All objects.</summary>
    Full,

    /// <summary>Objects changed since the watermark.</summary>
    Delta,
}
