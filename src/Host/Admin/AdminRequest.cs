using System.Text.Json.Nodes;

namespace Sutler.Host.Admin;

/// <summary>One call of the administration interface, over HTTP or within a process.</summary>
/// <param name="Method">Such as <c>GET</c>.</param>
/// <param name="Path">Below <c>/admin/v1</c>, such as <c>/connections/demo</c>; escaped as in a URL.</param>
public sealed record AdminRequest(string Method, string Path)
{
    /// <summary>Parameters of the query. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Query { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The body when it is YAML, XML or PEM. Default: none.</summary>
    public string? Text { get; init; }

    /// <summary>The body when it is JSON. Default: none.</summary>
    public JsonObject? Json { get; init; }

    /// <summary>The version that the caller saw last, <c>*</c> for any, or null. Default: null.</summary>
    public string? IfMatch { get; init; }

    /// <summary>Whether the answer should be text where there is a choice: YAML instead of JSON. Default: false.</summary>
    public bool WantsText { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Method} {Path}";
}
