namespace Sutler.Service.Mapping;

/// <summary>What a source without a value means for an object that exists at the target (S/MAP-12).</summary>
internal enum NullPolicy
{
    /// <summary>Nothing: the target keeps its value (S/MAP-10).</summary>
    Skip,

    /// <summary>The target's value is removed.</summary>
    Clear,

    /// <summary>The target gets the default value (S/RULE-4).</summary>
    Default,
}
