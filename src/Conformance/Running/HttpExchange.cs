using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sutler.Conformance.Running;

/// <summary>One request as sent and what came back; <see cref="Failure"/> says why nothing did.</summary>
internal sealed record HttpExchange
{
    public required OutgoingRequest Request { get; init; }

    public int Status { get; init; }

    public JsonObject Headers { get; init; } = [];

    public string Body { get; init; } = "";

    public string? Failure { get; init; }

    public bool Succeeded => Status is >= 200 and <= 299;

    /// <summary>The body as JSON; null where it is empty or none.</summary>
    public JsonNode? Json()
    {
        if (Body.Length == 0)
            return null;
        try
        {
            return JsonNode.Parse(Body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
