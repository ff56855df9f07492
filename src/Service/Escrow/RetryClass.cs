namespace Sutler.Service.Escrow;

/// <summary>When a failed object is tried again.</summary>
internal enum RetryClass
{
    /// <summary>By itself, after a while (S/ERR-3).</summary>
    Transient,

    /// <summary>When the object or the mapping changes, or on demand (S/ERR-5).</summary>
    Permanent,

    /// <summary>When the object that it refers to is there (S/ERR-3).</summary>
    Reference,
}
