using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sutler.Service.Api;

namespace Sutler.Service.Logs;

/// <summary>The provisioning log in Graph's shape (S/LOG-13, S/GRAPH-20), and as a file (S/LOG-5).</summary>
internal static class LogEndpoints
{
    private const string Path = "/auditLogs/provisioning";

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var version in (string[])["/v1.0", "/beta"])
        {
            var isBeta = version == "/beta";
            routes.MapGet(version + Path, (HttpContext context, LogStore store) => ListAsync(context, store, isBeta)).WithSummary("Lists what provisioning did, newest first");
            routes.MapGet(version + Path + "/{id}", (string id, HttpContext context, LogStore store) => GetAsync(id, context, store, isBeta)).WithSummary("Reads one row of the provisioning log");
        }

        routes.MapGet("/api/v1/logs/provisioning/download", DownloadAsync).WithMetadata(new Access(Role.Reader, Scopes.Logs))
            .WithSummary("Downloads the rows of a filter: format json, or csv with part logs, steps or modifiedProperties");
    }

    private static async Task ListAsync(HttpContext context, LogStore store, bool isBeta)
    {
        var (request, token) = (context.Request, context.RequestAborted);
        var page = PageRequest.Of(request);
        var query = LogQuery.Read(page.Top + 1, request.Query["$filter"], request.Query["$orderby"], page.SkipToken);
        var rows = await store.ReadAsync(query, token);
        var view = new LogView(await store.ApplicationsAsync(token), isBeta);
        await WriteAsync(context, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("@odata.context", "$metadata#auditLogs/provisioning");
            if (rows.Count > page.Top)
                writer.WriteString("@odata.nextLink", PageRequest.NextLink(request, rows[page.Top - 1].Sequence.ToString(CultureInfo.InvariantCulture)));
            writer.WriteStartArray("value");
            foreach (var row in rows.Take(page.Top))
                view.Write(writer, row);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private static async Task GetAsync(string id, HttpContext context, LogStore store, bool isBeta)
    {
        var row = long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? await store.FindAsync(sequence, context.RequestAborted) : null;
        var view = new LogView(await store.ApplicationsAsync(context.RequestAborted), isBeta);
        await WriteAsync(context, writer => view.Write(writer, row ?? throw ApiException.NotFound($"The log has no row '{id}'. It may be older than the log is kept.")));
    }

    private static async Task DownloadAsync(HttpContext context, LogStore store)
    {
        var query = context.Request.Query;
        var limit = LogFile.PageSize;
        var first = LogQuery.Read(limit, query["$filter"], query["$orderby"], skipToken: null);
        var file = LogFile.Of(query["format"], query["part"], new LogView(await store.ApplicationsAsync(context.RequestAborted), isBeta: false));
        context.Response.ContentType = file.ContentType;
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{file.Name}\"";
        await file.WriteAsync(context.Response.BodyWriter, store.PagesAsync(first, context.RequestAborted), context.RequestAborted);
    }

    /// <summary>Writes an answer whole: a fault on the way becomes an error, never half an answer.</summary>
    private static async Task WriteAsync(HttpContext context, Action<Utf8JsonWriter> content)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(16 * 1024);
        await using (var writer = new Utf8JsonWriter(buffer, LogFile.Relaxed))
            content(writer);
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.Body.WriteAsync(buffer.WrittenMemory, context.RequestAborted);
    }
}
