namespace Sutler.Scim.Schemas;

/// <summary>What a SCIM server can do (RFC 7643 §5, with <c>pagination</c> of RFC 9865 §4).</summary>
public sealed record ServiceProviderConfig
{
    /// <summary>PATCH is supported. Default: true.</summary>
    public bool Patch { get; init; } = true;

    /// <summary>Most operations in a bulk request; 0 means that bulk is not supported. Default: 0.</summary>
    public int BulkMaxOperations { get; init; }

    /// <summary>Largest bulk request in bytes. Default: 0.</summary>
    public int BulkMaxPayloadSize { get; init; }

    /// <summary>Filters are supported. Default: true.</summary>
    public bool Filter { get; init; } = true;

    /// <summary>Most resources in one answer. Default: 1000.</summary>
    public int MaxResults { get; init; } = 1000;

    /// <summary>Passwords can be changed. Default: false.</summary>
    public bool ChangePassword { get; init; }

    /// <summary>Answers can be sorted. Default: false.</summary>
    public bool Sort { get; init; }

    /// <summary>ETags are supported. Default: false.</summary>
    public bool ETag { get; init; }

    /// <summary>Answers can be paged by cursor (RFC 9865). Default: false.</summary>
    public bool Cursor { get; init; }
}
