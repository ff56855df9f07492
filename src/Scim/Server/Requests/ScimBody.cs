using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Sutler.Scim.Errors;

namespace Sutler.Scim.Server.Requests;

/// <summary>Reads request bodies: JSON objects of limited size and depth, without duplicate members.</summary>
internal static class ScimBody
{
    public const int MaxBytes = 1 << 20;
    public const int MaxDepth = 64;
    private const int MaxPassedOver = 16 << 20;

    private static readonly JsonDocumentOptions _json = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    public static ValueTask<JsonObject> ReadAsync(HttpRequest request, CancellationToken cancellationToken) =>
        ReadAsync(request, MaxBytes, $"The request body is larger than {MaxBytes} bytes. Send less at once.", cancellationToken);

    /// <summary>Reads a body of another limit.</summary>
    /// <param name="request">The request.</param>
    /// <param name="maxBytes">Most bytes.</param>
    /// <param name="tooLarge">Says that they are exceeded.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async ValueTask<JsonObject> ReadAsync(HttpRequest request, int maxBytes, string tooLarge, CancellationToken cancellationToken)
    {
        CheckType(request.ContentType);
        var reader = request.BodyReader;
        if (request.ContentLength > maxBytes)
            throw await RefuseAsync(reader, tooLarge, cancellationToken);
        while (true)
        {
            var part = await reader.ReadAsync(cancellationToken);
            if (part.Buffer.Length > maxBytes)
            {
                reader.AdvanceTo(part.Buffer.End);
                throw await RefuseAsync(reader, tooLarge, cancellationToken);
            }
            if (part.IsCompleted)
                return Take(reader, part.Buffer);
            reader.AdvanceTo(part.Buffer.Start, part.Buffer.End);
        }
    }

    private static JsonObject Take(PipeReader reader, in ReadOnlySequence<byte> bytes)
    {
        try
        {
            return Parse(bytes);
        }
        finally
        {
            // Also where the body is refused: a body not read to its end costs the client its connection, and the next request on it.
            reader.AdvanceTo(bytes.End);
        }
    }

    // Passes over what is still coming, within bounds: a client that writes into a closed connection would not see why it was refused.
    private static async ValueTask<ScimException> RefuseAsync(PipeReader reader, string tooLarge, CancellationToken cancellationToken)
    {
        for (long passed = 0; passed < MaxPassedOver;)
        {
            var part = await reader.ReadAsync(cancellationToken);
            passed += part.Buffer.Length;
            reader.AdvanceTo(part.Buffer.End);
            if (part.IsCompleted)
                break;
        }
        return new ScimException(413, null, tooLarge);
    }

    private static JsonObject Parse(in ReadOnlySequence<byte> bytes)
    {
        try
        {
            var root = JsonText.Parse(bytes.IsSingleSegment ? bytes.FirstSpan : bytes.ToArray(), _json);
            return root.ValueKind == JsonValueKind.Object ? JsonObject.Create(root)! : throw Syntax("is no JSON object");
        }
        catch (JsonException exception)
        {
            throw Syntax($"is not valid JSON at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}, "
                + $"or has a member twice, or broken characters, or more than {MaxDepth} levels");
        }
    }

    private static void CheckType(string? contentType)
    {
        var type = contentType.AsSpan();
        var parameters = type.IndexOf(';');
        if (parameters >= 0)
            type = type[..parameters];
        type = type.Trim();
        if (!type.Equals(ScimResponse.ContentType, StringComparison.OrdinalIgnoreCase)
            && !type.Equals("application/json", StringComparison.OrdinalIgnoreCase))
        {
            throw new ScimException(415, null, $"The body must come as Content-Type: {ScimResponse.ContentType}.");
        }
    }

    private static ScimException Syntax(string problem) =>
        new(400, ScimErrorType.InvalidSyntax, $"The request body {problem}. Send one JSON object (RFC 7644 §3.1).");
}
