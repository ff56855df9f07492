namespace Sutler.Scim.Server;

/// <summary>How a client wants to read.</summary>
public record ReadRequest
{
    /// <summary>Base URL of the endpoint as the client called it, without a slash at the end.</summary>
    public required string BaseUrl { get; init; }

    /// <summary>Attributes to return; empty for the default set (RFC 7644 §3.9).</summary>
    public IReadOnlyList<AttributePath> Attributes { get; init; } = [];

    /// <summary>Attributes to leave out (RFC 7644 §3.9).</summary>
    public IReadOnlyList<AttributePath> ExcludedAttributes { get; init; } = [];

    /// <summary>The client sent <c>Cache-Control: no-cache</c>: the answer must come from the target, not from a copy. Default: false.</summary>
    public bool NoCache { get; init; }

    /// <summary>Value of <c>If-None-Match</c>; null when absent.</summary>
    public string? IfNoneMatch { get; init; }
}
