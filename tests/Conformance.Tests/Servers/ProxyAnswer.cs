using System.Text.Json.Nodes;

namespace Sutler.Conformance.Tests.Servers;

/// <summary>An answer on its way back.</summary>
internal sealed record ProxyAnswer(int Status, string Body)
{
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The answer with its document changed; one without a document as it is.</summary>
    public ProxyAnswer Change(Action<JsonObject> change)
    {
        if (Body.Length == 0 || JsonNode.Parse(Body) is not JsonObject document)
            return this;
        change(document);
        return this with { Body = document.ToJsonString() };
    }

    /// <summary>The answer with each resource in it changed, whether it stands alone or in a list.</summary>
    public ProxyAnswer ChangeResources(Action<JsonObject> change) => Change(document =>
    {
        foreach (var resource in document["Resources"] is JsonArray list ? list.OfType<JsonObject>() : [document])
            change(resource);
    });

    public ProxyAnswer With(string header, string? value)
    {
        var headers = new Dictionary<string, string>(Headers, StringComparer.OrdinalIgnoreCase);
        headers.Remove(header);
        if (value is not null)
            headers[header] = value;
        return this with { Headers = headers };
    }
}
