using System.Text.Json.Nodes;

namespace Sutler.Testing;

/// <summary>One request that reached a <see cref="ScriptedTarget"/>.</summary>
/// <param name="Number">From 1, in the order of arrival.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Url">Path below the base address with its query, unescaped: <c>/Users?filter=userName eq "a"</c>.</param>
/// <param name="Body">The body; null for none.</param>
public sealed record TargetCall(int Number, string Method, string Url, JsonObject? Body)
{
    /// <summary>The resource type's endpoint, such as <c>Users</c>.</summary>
    public string Endpoint => Url.Split('/', '?')[1];

    /// <summary>The resource's id; null for the collection.</summary>
    public string? Id => Url.Split('?')[0].Split('/') is [_, _, { Length: > 0 } id] ? id : null;

    /// <summary>The body as it came, byte for byte.</summary>
    public string BodyText { get; init; } = "";

    /// <summary>Value of the traceparent header.</summary>
    public string? Trace { get; init; }

    /// <summary>Value of the If-Match header.</summary>
    public string? IfMatch { get; init; }

    /// <summary>Names of all headers that came.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>What was answered; 0 while nothing was, or when the connection was broken.</summary>
    public int Status { get; internal set; }

    public override string ToString() => $"{Number}: {Method} {Url} -> {Status}";
}
