using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Service.Api;
using Sutler.Service.Inbound.Resources;

namespace Sutler.Service.Inbound.Uploads;

/// <summary>
/// Reads the body of a bulkUpload (S/IN-1, S/IN-2): all of it is right, or all of it is refused with the place, the rule and the remedy.
/// Pure.
/// </summary>
internal sealed class UploadReader(UploadSchema schema)
{
    public const int MostOperations = 50;
    private const int MostBulkId = 256;
    private const string MessageUrn = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    public IReadOnlyList<UploadItem> Read(ReadOnlySpan<byte> utf8)
    {
        var body = Parse(utf8);
        if (UploadSource.Member(body, "schemas") is not JsonArray urns || !urns.Any(urn => Text(urn) is { } text && text.Equals(MessageUrn, StringComparison.OrdinalIgnoreCase)))
            throw ApiException.BadRequest($"schemas: must name {MessageUrn}. Send it, so that nobody takes another message for a bulk request.");
        if (UploadSource.Member(body, "Operations") is not JsonArray operations || operations.Count == 0)
            throw ApiException.BadRequest("Operations: must be an array with at least one operation. Send the records in it.");
        if (operations.Count > MostOperations)
            throw new ApiException(413, "payloadTooLarge", $"Operations: has {operations.Count} entries; at most {MostOperations} are taken at once. Send the rest in further requests.");
        return [.. operations.Select((operation, index) => ReadOne(operation, index))];
    }

    private static JsonObject Parse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8.ToArray(), Strict);
            return document.RootElement.ValueKind is JsonValueKind.Object
                ? JsonObject.Create(document.RootElement.Clone())!
                : throw ApiException.BadRequest("The body is no JSON object. Send a SCIM bulk request.");
        }
        catch (JsonException fault)
        {
            throw ApiException.BadRequest($"The body is no valid JSON at line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}, or has a name twice. Correct it.");
        }
    }

    private UploadItem ReadOne(JsonNode? node, int index)
    {
        var bulkId = node is JsonObject named ? Text(UploadSource.Member(named, "bulkId")) : null;
        var place = string.Create(CultureInfo.InvariantCulture, $"Operations[{index}]{(bulkId is null ? "" : $" (bulkId {(bulkId.Length > 60 ? bulkId[..60] : bulkId)})")}");
        if (node is not JsonObject operation)
            throw Refuse(place, "is no object. Send method, bulkId, path and data");
        if (bulkId?.Length > MostBulkId)
            throw Refuse(place, $"bulkId is longer than {MostBulkId} characters. Shorten it");
        if (Text(UploadSource.Member(operation, "method")) is not { } method || !method.Equals("POST", StringComparison.OrdinalIgnoreCase))
            throw Refuse(place, "method must be POST: the service itself decides whether to create, update, enable or disable. To take a user out of use, send active: false");
        if (Text(UploadSource.Member(operation, "path"))?.Trim('/') is not { } path || !path.Equals("Users", StringComparison.OrdinalIgnoreCase))
            throw Refuse(place, "path must be /Users; nothing else is taken in here");
        if (UploadSource.Member(operation, "data") is not JsonObject data)
            throw Refuse(place, "data is missing or no object. Send the user's whole record in it");
        if (Broken(data, "data") is { } broken)
            throw Refuse(place, $"{broken} holds a NUL character, half of a surrogate pair, or more than {AttributeText.MostLength} characters. Correct the text");
        var source = new UploadSource(data);
        if (schema.KeyOf(source) is not { } key)
            throw Refuse(place, $"the record has no value for {schema.MatchAttribute}, by which users are found (mapped from data.{schema.MatchSource}). Send the id that never changes");
        return new UploadItem(bulkId, data, key, schema.SaysInactive(source));
    }

    /// <summary>Where a text stands that cannot be kept; null for nowhere.</summary>
    private static string? Broken(JsonNode? node, string place) => node switch
    {
        JsonObject members => members.Select(member => AttributeText.IsStorable(member.Key) ? Broken(member.Value, $"{place}.{member.Key}") : place).FirstOrDefault(found => found is not null),
        JsonArray items => items.Select((item, index) => Broken(item, string.Create(CultureInfo.InvariantCulture, $"{place}[{index}]"))).FirstOrDefault(found => found is not null),
        JsonValue value when value.GetValueKind() is JsonValueKind.String => IsWhole(value) ? null : place,
        _ => null,
    };

    private static bool IsWhole(JsonValue value)
    {
        try
        {
            var text = value.GetValue<string>();
            return text.Length <= AttributeText.MostLength && AttributeText.IsStorable(text);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.GetValueKind() is JsonValueKind.String && IsWhole(value) ? value.GetValue<string>() : null;

    private static ApiException Refuse(string place, string rule) => ApiException.BadRequest($"{place}: {rule}. Nothing of this request was taken in.");
}
