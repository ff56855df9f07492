using Sutler.Scim.Errors;

namespace Sutler.Scim.Server.Bulk;

/// <summary>What became of an operation (RFC 7644 §3.7.3).</summary>
/// <param name="Status">HTTP status code.</param>
internal sealed record BulkOutcome(int Status)
{
    /// <summary>The method as the client wrote it.</summary>
    public string? Method { get; init; }

    public string? BulkId { get; init; }

    public string? Location { get; init; }

    public string? Version { get; init; }

    /// <summary>Id of the resource made; null where none was.</summary>
    public string? Id { get; init; }

    public ScimError? Error { get; init; }

    public bool Failed => Error is not null;
}
