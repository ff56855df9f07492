namespace Sutler.Conformance.Tests.Servers;

/// <summary>A request on its way to the right server.</summary>
/// <param name="Path">Path and query.</param>
internal sealed record ProxyRequest(string Method, string Path, string? Body)
{
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The request without a query parameter.</summary>
    public ProxyRequest Without(string parameter)
    {
        var parts = Path.Split('?', 2);
        if (parts.Length == 1)
            return this;
        var kept = parts[1].Split('&').Where(pair => !pair.StartsWith(parameter + "=", StringComparison.OrdinalIgnoreCase));
        return this with { Path = $"{parts[0]}?{string.Join('&', kept)}".TrimEnd('?') };
    }
}
