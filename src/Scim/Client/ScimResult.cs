using System.Text.Json;
using Sutler.Scim.Errors;

namespace Sutler.Scim.Client;

/// <summary>How a call ended, and what came back.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Status">HTTP status code; 0 when there was no answer.</param>
public sealed record ScimResult(ScimOutcome Outcome, int Status)
{
    /// <summary>The resource in the answer; null when it holds none.</summary>
    public JsonElement? Resource { get; init; }

    /// <summary>The resources of a list; empty for any other answer.</summary>
    public IReadOnlyList<JsonElement> Resources { get; init; } = [];

    /// <summary>How many resources match in all; null when the answer is no list.</summary>
    public int? TotalResults { get; init; }

    /// <summary>Where the next page of a list begins (RFC 9865); null on the last page, and for anything else.</summary>
    public string? NextCursor { get; init; }

    /// <summary>The answer's media type; null when it has none.</summary>
    public string? MediaType { get; init; }

    /// <summary>What about the answer breaks the protocol, where that is why the call failed; null for nothing.</summary>
    public string? Incompatibility { get; init; }

    /// <summary>What was on the wire; null where the server did what was asked.</summary>
    public ScimExchange? Exchange { get; init; }

    /// <summary>Why it was not done; null when it was.</summary>
    public ScimError? Error { get; init; }

    /// <summary>When to try again, as the server said; null when it did not.</summary>
    public TimeSpan? RetryAfter => Error?.RetryAfter;

    /// <summary>Whether the server did what was asked.</summary>
    public bool IsDone => Outcome == ScimOutcome.Done;

    /// <summary>The resource's <c>id</c>; null when there is none.</summary>
    public string? Id => Resource is { } resource ? IdOf(resource) : null;

    /// <summary>The <c>id</c> of a resource; null when it has none.</summary>
    public static string? IdOf(JsonElement resource) =>
        resource.ValueKind == JsonValueKind.Object && JsonNames.TryGet(resource, "id", out var id) && id.ValueKind == JsonValueKind.String
            ? id.GetString()
            : null;
}
