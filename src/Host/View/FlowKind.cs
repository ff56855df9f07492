namespace Sutler.Host.View;

/// <summary>What a deprovisioning flow does to the object (H/DEPROV-3).</summary>
internal enum FlowKind
{
    /// <summary>Nothing; the client is told that it is done.</summary>
    None,

    /// <summary>One attribute gets a value.</summary>
    SetAttribute,

    /// <summary>The object is removed.</summary>
    Delete,
}
