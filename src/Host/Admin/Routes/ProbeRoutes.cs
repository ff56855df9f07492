using System.Text.Json.Nodes;
using Sutler.Host.Connections;
using Sutler.Host.Doctor;

namespace Sutler.Host.Admin.Routes;

/// <summary>Questions about a connection, stored or only proposed in the body: are its settings valid, does it work, what does its target hold.</summary>
internal sealed class ProbeRoutes(HostAdminParts parts, DraftReader drafts)
{
    public IEnumerable<AdminRoute> Routes =>
    [
        .. Pair("validate", "Finds every fault of the settings without asking the target: field, rule, remedy.", (draft, _, _) => Task.FromResult(Validate(draft))),
        .. Pair("test", "Tries everything against the target: settings, credentials, rights, schema, first page of objects, reading one object again.", TestAsync),
        .. Pair("schema", "Reads object types, attributes and anchors from the target.", SchemaAsync),
        .. Pair("discover", "Lists what the target holds - tables, columns, keys, foreign keys - and proposes object types. The settings need none yet.", DiscoverAsync),
    ];

    private IEnumerable<AdminRoute> Pair(string verb, string summary, Func<ConnectionDraft, AdminCall, CancellationToken, Task<AdminAnswer>> run) =>
    [
        new("POST", "/" + verb, summary + " The body is the connection.", (call, token) => run(drafts.Proposed(call.Request), call, token)),
        new("POST", "/connections/{name}/" + verb, summary, (call, token) => run(drafts.Stored(call.Name), call, token)),
    ];

    private static AdminAnswer Validate(ConnectionDraft draft) =>
        new(200, new JsonObject { ["valid"] = draft.Faults.Count == 0, ["faults"] = FaultJson.Of(draft.Faults) });

    private async Task<AdminAnswer> TestAsync(ConnectionDraft draft, AdminCall call, CancellationToken cancellationToken)
    {
        var asked = new ProbeQuestions
        {
            Attributes = call.Query("attributes")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
            TenantUrl = call.Query("tenantUrl"),
        };
        var findings = await new ConnectionProbe(parts.Clock).RunAsync(draft, asked, cancellationToken);
        return new AdminAnswer(200, new JsonObject
        {
            ["ok"] = findings.All(finding => finding.Level is not FindingLevel.Fail),
            ["checks"] = new JsonArray([.. findings.Select(finding => finding.ToJson())]),
        });
    }

    private async Task<AdminAnswer> DiscoverAsync(ConnectionDraft draft, AdminCall call, CancellationToken cancellationToken)
    {
        var faults = new FaultList("connection");
        try
        {
            return await draft.ExploreAsync(faults, cancellationToken) is { } contents
                ? new AdminAnswer(200, TargetJson.Of(contents))
                : AdminAnswer.Faulty(faults.Any ? faults.Faults : draft.Faults);
        }
        catch (Sutler.Connectors.Sdk.ConnectorException e)
        {
            return AdminAnswer.Problem(502, "target", e.Error.Message);
        }
    }

    private async Task<AdminAnswer> SchemaAsync(ConnectionDraft draft, AdminCall call, CancellationToken cancellationToken)
    {
        if (draft.Config is null)
            return AdminAnswer.Faulty(draft.Faults);
        try
        {
            await using var connector = draft.Connect();
            var schema = await connector.GetSchemaAsync(cancellationToken);
            return new AdminAnswer(200, SchemaJson.Of(schema));
        }
        catch (Sutler.Connectors.Sdk.ConnectorException e)
        {
            return AdminAnswer.Problem(502, "target", e.Error.Message);
        }
    }
}
