namespace Sutler.Service.Mapping;

/// <summary>How roles flow, as the outermost function of the mapping says (S/MAP-35 … S/MAP-37).</summary>
internal enum RoleFlow
{
    /// <summary>The mapping carries no roles.</summary>
    None,

    /// <summary>One role as text.</summary>
    Single,

    /// <summary>Several, added to those that the target has.</summary>
    Add,

    /// <summary>Several, in place of those that the target has.</summary>
    Assertive,
}
