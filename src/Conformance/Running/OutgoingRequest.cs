using Sutler.Conformance.Cases;

namespace Sutler.Conformance.Running;

/// <summary>A request with all variables replaced.</summary>
/// <param name="Path">Path and query below the base URL.</param>
internal sealed record OutgoingRequest(string Method, string Path)
{
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public string? Body { get; init; }

    public TokenUse Token { get; init; } = TokenUse.Right;
}
