namespace Sutler.Service.Mapping;

/// <summary>When a mapping is applied (S/MAP-4).</summary>
internal enum FlowType
{
    Always,
    ObjectAddOnly,

    /// <summary>Values are added and never removed.</summary>
    MultiValueAddOnly,
}
