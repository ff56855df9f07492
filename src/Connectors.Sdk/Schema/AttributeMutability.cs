namespace Sutler.Connectors.Sdk;

/// <summary>Who may write an attribute, and when.</summary>
public enum AttributeMutability
{
    /// <summary>At any time.</summary>
    ReadWrite,

    /// <summary>When the object is created, never after.</summary>
    Immutable,

    /// <summary>Only the target itself.</summary>
    ReadOnly,
}
