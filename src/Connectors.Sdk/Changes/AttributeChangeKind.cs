namespace Sutler.Connectors.Sdk;

/// <summary>How the value of an attribute changes.</summary>
public enum AttributeChangeKind
{
    /// <summary>The new value takes the place of the old one.</summary>
    Replace,

    /// <summary>The values join those already there.</summary>
    Add,

    /// <summary>The values leave; the rest stays.</summary>
    Remove,
}
