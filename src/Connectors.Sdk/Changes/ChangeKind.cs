namespace Sutler.Connectors.Sdk;

/// <summary>What a change does to its object.</summary>
public enum ChangeKind
{
    /// <summary>Creates it.</summary>
    Add,

    /// <summary>Changes the attributes named, and no others.</summary>
    Update,

    /// <summary>Removes it.</summary>
    Delete,
}
