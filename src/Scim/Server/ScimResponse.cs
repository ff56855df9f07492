using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Sutler.Scim.Errors;

namespace Sutler.Scim.Server;

/// <summary>Writes answers: bodies go straight into the connection's pipe.</summary>
internal static class ScimResponse
{
    public const string ContentType = "application/scim+json";

    public static async Task WriteAsync(HttpResponse response, ScimAnswer answer)
    {
        response.StatusCode = answer.Status;
        var headers = response.Headers;
        if (answer.Location is { } location)
            headers.Location = location;
        if (answer.Version is { } version)
            headers.ETag = version;
        if (answer.Allow is { } allow)
            headers.Allow = allow;
        if (answer.Age is { } age)
            headers.Age = Seconds(age);
        if (answer.WriteBody is not { } write)
            return;

        // People's data: kept by nobody on the way, and by the client only to be asked about again (RFC 7644 §3.14).
        headers.CacheControl = "private, no-cache";
        response.ContentType = ContentType;
        if (answer.Length is { } length)
        {
            // With the length known, headers go first, and the body is written where it is sent from, not into a buffer before it.
            response.ContentLength = length;
            await response.StartAsync();
            write(response.BodyWriter);
        }
        else
        {
            write(response.BodyWriter);
            SetLength(response);
        }
        await response.BodyWriter.FlushAsync(response.HttpContext.RequestAborted);
    }

    public static Task WriteAsync(HttpResponse response, ScimError error)
    {
        if (error.Status == 401)
            response.Headers.WWWAuthenticate = "Bearer";
        if (error.RetryAfter is { } wait)
            response.Headers.RetryAfter = Seconds(wait);
        if (error.MayHaveRun)
            response.Headers["Sutler-Outcome"] = "may-have-run";
        return WriteAsync(response, new ScimAnswer(error.Status) { WriteBody = body => WriteError(body, error) });
    }

    private static void SetLength(HttpResponse response)
    {
        PipeWriter body = response.BodyWriter;
        if (!response.HasStarted && body.CanGetUnflushedBytes)
            response.ContentLength = body.UnflushedBytes;
    }

    private static void WriteError(IBufferWriter<byte> body, ScimError error)
    {
        using var writer = new Utf8JsonWriter(body);
        WriteError(writer, error);
    }

    public static void WriteError(Utf8JsonWriter writer, ScimError error)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("schemas"u8);
        writer.WriteStringValue(ScimError.MessageUrn);
        writer.WriteEndArray();
        writer.WriteString("status"u8, error.Status.ToString(CultureInfo.InvariantCulture));
        if (error.ScimType is { } type)
            writer.WriteString("scimType"u8, type);
        writer.WriteString("detail"u8, error.Detail);
        writer.WriteEndObject();
    }

    private static string Seconds(TimeSpan span) =>
        ((long)Math.Max(0, Math.Ceiling(span.TotalSeconds))).ToString(CultureInfo.InvariantCulture);
}
