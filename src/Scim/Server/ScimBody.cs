using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Sutler.Scim.Errors;

namespace Sutler.Scim.Server;

/// <summary>Reads request bodies: JSON objects of limited size and depth, without duplicate members.</summary>
internal static class ScimBody
{
    public const int MaxBytes = 1 << 20;
    public const int MaxDepth = 32;

    private static readonly JsonDocumentOptions _json = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    public static async ValueTask<JsonObject> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        CheckType(request.ContentType);
        if (request.ContentLength > MaxBytes)
            throw TooLarge();
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MaxBytes;

        var reader = request.BodyReader;
        while (true)
        {
            var part = await reader.ReadAsync(cancellationToken);
            if (part.Buffer.Length > MaxBytes)
                throw TooLarge();
            if (part.IsCompleted)
            {
                var body = Parse(part.Buffer);
                reader.AdvanceTo(part.Buffer.End);
                return body;
            }
            reader.AdvanceTo(part.Buffer.Start, part.Buffer.End);
        }
    }

    private static JsonObject Parse(in ReadOnlySequence<byte> bytes)
    {
        try
        {
            var root = JsonElement.Parse(bytes.IsSingleSegment ? bytes.FirstSpan : bytes.ToArray(), _json);
            return root.ValueKind == JsonValueKind.Object ? JsonObject.Create(root)! : throw Syntax("is no JSON object");
        }
        catch (JsonException exception)
        {
            throw Syntax($"is not valid JSON at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}, "
                + $"or has a member twice, or is nested deeper than {MaxDepth} levels");
        }
    }

    private static void CheckType(string? contentType)
    {
        var type = contentType.AsSpan();
        var parameters = type.IndexOf(';');
        if (parameters >= 0)
            type = type[..parameters];
        type = type.Trim();
        if (!type.Equals(ScimResponse.ContentType, StringComparison.OrdinalIgnoreCase) && !type.Equals("application/json", StringComparison.OrdinalIgnoreCase))
            throw new ScimException(415, null, $"The body must come as Content-Type: {ScimResponse.ContentType}.");
    }

    private static ScimException Syntax(string problem) =>
        new(400, ScimErrorType.InvalidSyntax, $"The request body {problem}. Send one JSON object (RFC 7644 §3.1).");

    private static ScimException TooLarge() =>
        new(413, null, $"The request body is larger than {MaxBytes} bytes. Send less at once.");
}
