using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Sutler.Scim.Errors;

namespace Sutler.Scim.Client;

/// <summary>Reads the answer to a call: within its size limit, and only what such an answer should hold.</summary>
internal sealed class ScimAnswerReader(ScimCall call, ScimClientOptions options)
{
    private const int FirstBuffer = 4096;
    private const int MaxDetail = 1000;

    public async Task<ScimResult> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await ReadBodyAsync(response, cancellationToken);
        try
        {
            var result = Read(response, body) with { MediaType = response.Content.Headers.ContentType?.MediaType };
            return result.IsDone ? result : result with { Exchange = Exchange(response, body) };
        }
        finally
        {
            if (body.Array is { Length: > 0 } rented)
                ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        }
    }

    private ScimResult Read(HttpResponseMessage response, ArraySegment<byte> body)
    {
        var status = (int)response.StatusCode;
        if (!response.IsSuccessStatusCode)
            return new ScimResult(OutcomeOf(response.StatusCode), status) { Error = ReadError(response, body) };
        if (body.Count > Limit)
            return Unusable(status, $"is larger than {Limit} bytes");
        if (call.Answer == ScimAnswerKind.Ignored || (call.Answer == ScimAnswerKind.OptionalResource && body.Count == 0))
            return new ScimResult(ScimOutcome.Done, status);
        try
        {
            var root = JsonText.Parse(body);
            return root.ValueKind == JsonValueKind.Object ? ReadDocument(status, root) : Unusable(status, "is no JSON object");
        }
        catch (JsonException)
        {
            return Unusable(status, body.Count == 0 ? "is empty" : "is not valid JSON");
        }
    }

    private ScimResult ReadDocument(int status, JsonElement root)
    {
        if (IsList)
            return ReadList(status, root);
        if (call.Answer == ScimAnswerKind.Resource && string.IsNullOrEmpty(ScimResult.IdOf(root)))
            return Unusable(status, "holds no resource with an 'id'");
        return new ScimResult(ScimOutcome.Done, status) { Resource = root };
    }

    private ScimResult ReadList(int status, JsonElement root)
    {
        int? count = JsonNames.TryGet(root, "totalResults", out var total) && total.ValueKind == JsonValueKind.Number && total.TryGetInt32(out var number) ? number : null;
        if (count is null && call.Answer != ScimAnswerKind.CursorList)
            return Unusable(status, "is no list: 'totalResults' is missing");
        JsonElement[] resources = [];
        // Some servers write null for no results, others leave the member out.
        if (JsonNames.TryGet(root, "Resources", out var items) && items.ValueKind != JsonValueKind.Null)
        {
            if (items.ValueKind != JsonValueKind.Array)
                return Unusable(status, "is no list: 'Resources' is no array");
            resources = [.. items.EnumerateArray()];
        }
        return new ScimResult(ScimOutcome.Done, status) { Resources = resources, TotalResults = count, NextCursor = Text(root, "nextCursor") };
    }

    // A gateway that could not get an answer does not know what happened behind it.
    private ScimOutcome OutcomeOf(HttpStatusCode status) =>
        call.IsWrite && status is HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout ? ScimOutcome.MayHaveRun : ScimOutcome.Refused;

    private ScimResult Unusable(int status, string problem) =>
        new(ScimOutcome.Refused, status)
        {
            Error = new ScimError(status, null, $"{Place}: the answer ({status}) {problem}. Check that the URL is that of a SCIM 2.0 server."),
        };

    private ScimError ReadError(HttpResponseMessage response, ArraySegment<byte> body)
    {
        var status = (int)response.StatusCode;
        var error = new ScimError(status, null, $"{Place} was answered with {status} {response.ReasonPhrase}.")
        {
            RetryAfter = ReadRetryAfter(response.Headers.RetryAfter),
        };
        if (body.Count == 0 || body.Count > Limit)
            return error;
        try
        {
            var root = JsonText.Parse(body);
            return root.ValueKind != JsonValueKind.Object
                ? error
                : error with { ScimType = Text(root, "scimType"), Detail = Text(root, "detail") ?? error.Detail };
        }
        catch (JsonException)
        {
            return error;
        }
    }

    private ScimExchange Exchange(HttpResponseMessage response, ArraySegment<byte> body) =>
        new(call.Method.Method, ExchangeText.OfUrl(call.Uri, options.RedactedAttributes), (int)response.StatusCode)
        {
            RequestBody = ExchangeText.OfBody(call.Body.Span, options.RedactedAttributes),
            AnswerHeaders = string.Join(
                '\n',
                response.Headers.Concat(response.Content.Headers)
                    .Where(header => !header.Key.Contains("cookie", StringComparison.OrdinalIgnoreCase) && !header.Key.Contains("auth", StringComparison.OrdinalIgnoreCase))
                    .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}")),
            AnswerBody = ExchangeText.OfBody(body, options.RedactedAttributes),
        };

    private TimeSpan? ReadRetryAfter(RetryConditionHeaderValue? header)
    {
        var wait = header?.Delta ?? (header?.Date - options.Clock.GetUtcNow());
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private static string? Text(JsonElement root, string name)
    {
        if (!JsonNames.TryGet(root, name, out var value) || value.ValueKind != JsonValueKind.String)
            return null;
        var text = value.GetString()!;
        return text.Length <= MaxDetail ? text : text[..MaxDetail];
    }

    private string Place => $"{call.Method} {call.Uri.GetLeftPart(UriPartial.Path)}";

    private bool IsList => call.Answer is ScimAnswerKind.List or ScimAnswerKind.CursorList;

    private int Limit => IsList ? options.MaxListBytes : options.MaxResourceBytes;

    /// <summary>Reads the body into a rented buffer; one byte more than the limit tells that it was too large.</summary>
    private async Task<ArraySegment<byte>> ReadBodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var announced = response.Content.Headers.ContentLength;
        if (announced == 0)
            return ArraySegment<byte>.Empty;
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(announced + 1 ?? FirstBuffer, Limit + 1L));
        var count = 0;
        try
        {
            while (count <= Limit)
            {
                if (count == buffer.Length)
                    buffer = Grow(buffer);
                var read = await stream.ReadAsync(buffer.AsMemory(count), cancellationToken);
                if (read == 0)
                    break;
                count += read;
            }
            return new ArraySegment<byte>(buffer, 0, count);
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
            throw;
        }
    }

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        return larger;
    }
}
