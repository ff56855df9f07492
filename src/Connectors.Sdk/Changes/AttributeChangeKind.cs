namespace Sutler.Connectors.Sdk;

/// <summary>How the value of an attribute changes.</summary>
public enum AttributeChangeKind
{
    /// <summary>The new value takes the place of the old one.</summary>
    Replace,

    /// <summary>Multi-valued attributes only: some values leave, others join them, the rest stays.</summary>
    Update,
}
