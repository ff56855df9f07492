using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Sutler.Host.Admin.Server;

/// <summary>Turns HTTP requests below <c>/admin/v1</c> into calls of <see cref="HostAdmin"/>.</summary>
internal static class AdminEndpoints
{
    private const string Root = "/admin/v1";
    private const string Scheme = "Bearer ";
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 40, AllowDuplicateProperties = false };

    public static void MapAdmin(this WebApplication app, HostAdmin admin, AdminToken token) =>
        app.Run(async context =>
        {
            var answer = Refusal(context, token) ?? await AskAsync(context, admin);
            await WriteAsync(context, answer);
        });

    /// <summary>Only a client on this machine that knows the token is let in; a page in a browser here cannot send it, but may try other names for loopback.</summary>
    private static AdminAnswer? Refusal(HttpContext context, AdminToken token)
    {
        if (context.Request.Host.Host is not ("localhost" or "127.0.0.1" or "[::1]"))
            return AdminAnswer.Problem(421, "host", "The admin port answers to localhost alone.");
        if (Presented(context.Request.Headers.Authorization) is { } presented && token.Opens(presented))
            return null;
        if (token.CountWrong() is not { } wait)
            return AdminAnswer.Problem(401, "token", "The admin token is missing or wrong. It stands in the file admin-token of the data folder; send it as 'Authorization: Bearer'.");
        context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return AdminAnswer.Problem(429, "tooMany", "Too many wrong tokens. Wait, and send the one in the file admin-token.");
    }

    private static string? Presented(StringValues header) =>
        header is [{ } value] && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? value[Scheme.Length..].Trim() : null;

    private static async Task<AdminAnswer> AskAsync(HttpContext context, HostAdmin admin)
    {
        var path = context.Request.Path.Value ?? "";
        if (!path.StartsWith(Root, StringComparison.Ordinal))
            return AdminAnswer.Problem(404, "noRoute", $"There is nothing under this path. 'GET {Root}' lists what there is.");
        try
        {
            var request = await ReadAsync(context.Request, path[Root.Length..], context.RequestAborted);
            return await admin.SendAsync(request, context.RequestAborted);
        }
        catch (JsonException e)
        {
            return AdminAnswer.Problem(400, "json", $"The body is not valid JSON at line {(e.LineNumber ?? 0) + 1}. Correct it, or send YAML as application/yaml.");
        }
        catch (BadHttpRequestException e)
        {
            return AdminAnswer.Problem(e.StatusCode, "request", "The request is too large or was cut off.");
        }
    }

    private static async Task<AdminRequest> ReadAsync(HttpRequest http, string path, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(http.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false));
        var text = await reader.ReadToEndAsync(cancellationToken);
        var isJson = http.ContentType?.Contains("json", StringComparison.OrdinalIgnoreCase) is true;
        return new AdminRequest(http.Method, path)
        {
            Query = http.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Json = isJson && text.Length > 0 ? JsonNode.Parse(text, null, Strict) as JsonObject ?? throw new JsonException() : null,
            Text = !isJson && text.Length > 0 ? text : null,
            IfMatch = http.Headers.IfMatch is [{ } version] ? version.Trim().Trim('"') : null,
            WantsText = http.Headers.Accept.ToString() is var accept && (accept.Contains("yaml", StringComparison.OrdinalIgnoreCase) || accept.Contains("xml", StringComparison.OrdinalIgnoreCase)),
        };
    }

    private static async Task WriteAsync(HttpContext context, AdminAnswer answer)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        response.Headers.CacheControl = "no-store";
        if (answer.Status == (int)HttpStatusCode.Unauthorized)
            response.Headers.WWWAuthenticate = "Bearer";
        if (answer.Version is { } version)
            response.Headers.ETag = $"\"{version}\"";
        if (answer is { Json: null, Text: null, WriteBody: null })
            return;
        response.ContentType = new MediaTypeHeaderValue(answer.ContentType) { Charset = answer.ContentType.EndsWith("zip", StringComparison.Ordinal) ? StringSegment.Empty : "utf-8" }.ToString();
        if (answer.WriteBody is { } write)
            await write(response.Body, context.RequestAborted);
        else
            await response.WriteAsync(answer.Text ?? answer.Json!.ToJsonString(), context.RequestAborted);
    }
}
