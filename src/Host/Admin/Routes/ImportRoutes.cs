using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Connectors.Sdk;
using Sutler.Host.Connections;
using Sutler.Scim.Errors;

namespace Sutler.Host.Admin.Routes;

/// <summary>The cache of a running connection: import now, let a held import pass, dump.</summary>
internal sealed class ImportRoutes(HostAdminParts parts)
{
    public IEnumerable<AdminRoute> Routes =>
    [
        new("POST", "/connections/{name}/import", "Imports now: { kind: full | delta }. Answers when the import is done.", (call, token) => Run(call, connection => ImportAsync(connection, call, token))),
        new("POST", "/connections/{name}/import/accept", "Lets the held import pass and imports again.", (call, token) => Run(call, connection => AcceptAsync(connection, token))),
        new("GET", "/connections/{name}/cache", "Dumps the cached objects, one JSON object a line.", (call, _) => Run(call, connection => Task.FromResult(Dump(connection)))),
    ];

    private async Task<AdminAnswer> Run(AdminCall call, Func<Connection, Task<AdminAnswer>> work)
    {
        if (parts.Registry is not { } registry)
            return NotRunning.Answer("Imports are made by a running host.");
        if (registry.Find(call.Name) is not var (connection, _))
            return AdminAnswer.NoConnection(call.Name);
        try
        {
            return await work(connection);
        }
        catch (ConnectorException e)
        {
            return AdminAnswer.Problem(502, "target", e.Error.Message);
        }
        catch (ScimException e)
        {
            return AdminAnswer.Problem(e.Error.Status, "notReady", e.Error.Detail);
        }
    }

    private static async Task<AdminAnswer> ImportAsync(Connection connection, AdminCall call, CancellationToken cancellationToken)
    {
        var kind = call.Request.Json?["kind"]?.ToString() ?? "full";
        if (kind is not ("full" or "delta"))
            return AdminAnswer.Problem(400, "kind", "kind: must be 'full' or 'delta'.");
        var report = await connection.ImportNowAsync(kind == "full" ? ImportKind.Full : ImportKind.Delta, cancellationToken);
        return new AdminAnswer(200, new JsonObject
        {
            ["kind"] = JsonNamingPolicy.CamelCase.ConvertName(report.Kind.ToString()),
            ["read"] = report.Read,
            ["changed"] = report.Changed,
            ["dropped"] = report.Dropped,
            ["held"] = report.Held is { } held ? new JsonObject { ["reason"] = held.Reason, ["dropped"] = held.Dropped, ["samples"] = new JsonArray([.. held.Samples.Select(s => (JsonNode)s)]) } : null,
        });
    }

    private static async Task<AdminAnswer> AcceptAsync(Connection connection, CancellationToken cancellationToken)
    {
        if (!connection.AcceptHeldImport())
            return AdminAnswer.Problem(409, "notHeld", "No import of this connection is held.");
        return await ImportAsync(connection, new AdminCall(new AdminRequest("POST", ""), connection.Name), cancellationToken);
    }

    private static AdminAnswer Dump(Connection connection)
    {
        connection.EnsureReadable();
        return new AdminAnswer(200) { ContentType = "application/x-ndjson", WriteBody = connection.DumpAsync };
    }
}
