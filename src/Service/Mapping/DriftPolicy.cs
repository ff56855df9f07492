namespace Sutler.Service.Mapping;

/// <summary>What happens when somebody else changed the value at the target (S/MAP-13).</summary>
internal enum DriftPolicy
{
    Enforce,
    Report,
    Ignore,
}
