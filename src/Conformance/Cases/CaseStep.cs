using System.Text.Json.Nodes;
using Sutler.Conformance.Expectations;

namespace Sutler.Conformance.Cases;

/// <summary>One request of a case and what its answer must be.</summary>
internal sealed record CaseStep
{
    public required string Method { get; init; }

    /// <summary>Path below the base URL, with variables.</summary>
    public required string Path { get; init; }

    /// <summary>A variable that holds a list: the step is sent for each element, as <c>{{item}}</c>.</summary>
    public string? Each { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Query { get; init; } = [];

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The body as JSON; null for none or for <see cref="Text"/>.</summary>
    public JsonNode? Body { get; init; }

    /// <summary>A body that need not be JSON.</summary>
    public string? Text { get; init; }

    /// <summary>Complete the body to a resource of this type: schemas, the name, and what /Schemas calls required.</summary>
    public string? CompleteAs { get; init; }

    public TokenUse Token { get; init; } = TokenUse.Right;

    /// <summary>Status codes of which one must come; empty for any of 200 to 299.</summary>
    public IReadOnlyList<int> Statuses { get; init; } = [];

    /// <summary>The answer is a SCIM error with this type; empty for an error of no certain type.</summary>
    public string? ErrorType { get; init; }

    public IReadOnlyList<PathExpectation> HeaderExpectations { get; init; } = [];

    public IReadOnlyList<PathExpectation> Expectations { get; init; } = [];

    /// <summary>Variable that keeps the answer's body.</summary>
    public string? As { get; init; }

    /// <summary>Variables from places of the answer: a path, or <c>header:NAME</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Captures { get; init; } = [];
}
