namespace Sutler.Scim.Patch;

/// <summary>What a PATCH operation does (RFC 7644 §3.5.2); on the wire without regard to case (H/SCIM-8).</summary>
public enum PatchVerb
{
    /// <summary>Adds or sets values.</summary>
    Add,

    /// <summary>Removes values.</summary>
    Remove,

    /// <summary>Replaces values.</summary>
    Replace,
}
