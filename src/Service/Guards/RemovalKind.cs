namespace Sutler.Service.Guards;

/// <summary>How something would be taken out of use.</summary>
internal enum RemovalKind
{
    Disable,
    Delete,

    /// <summary>A member is taken out of a group.</summary>
    Member,
}
