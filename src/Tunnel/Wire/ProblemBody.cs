using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Sutler.Tunnel.Wire;

/// <summary>An error of either end in the form of RFC 9457.</summary>
internal static class ProblemBody
{
    public static async Task WriteAsync(HttpResponse response, string detail, CancellationToken cancellationToken)
    {
        var body = Render(response.StatusCode, detail);
        response.ContentType = "application/problem+json";
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, cancellationToken);
    }

    private static byte[] Render(int status, string detail)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("status"u8, status);
            json.WriteString("detail"u8, detail);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
