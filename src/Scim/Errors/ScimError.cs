namespace Sutler.Scim.Errors;

/// <summary>An error answer (RFC 7644 §3.12).</summary>
/// <param name="Status">HTTP status code.</param>
/// <param name="ScimType">Detail keyword, see <see cref="ScimErrorType"/>; null where the RFC names none.</param>
/// <param name="Detail">Names the place, the rule and the remedy; holds no secret.</param>
public sealed record ScimError(int Status, string? ScimType, string Detail)
{
    /// <summary>URN of the message.</summary>
    public const string MessageUrn = "urn:ietf:params:scim:api:messages:2.0:Error";

    /// <summary>When to try again, sent as <c>Retry-After</c>; null for not said.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The server may have done what was asked all the same; sent as <c>Sutler-Outcome: may-have-run</c>. Default: false.</summary>
    public bool MayHaveRun { get; init; }
}
