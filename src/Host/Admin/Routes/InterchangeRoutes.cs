using System.Text.Json.Nodes;
using Sutler.Host.Connections;
using Sutler.Host.Interchange;
using Sutler.Host.Secrets;

namespace Sutler.Host.Admin.Routes;

/// <summary>Microsoft's host XML, in and out (H/CFG-12).</summary>
internal sealed class InterchangeRoutes(HostAdminParts parts, DraftReader drafts)
{
    public IEnumerable<AdminRoute> Routes =>
    [
        new("POST", "/interchange", "Takes connections from Microsoft's host XML. secrets=token=env:X,password=file:Y supplies what the file does not carry; dryRun=true only tells; replace=true replaces.", ImportAsync),
        new("GET", "/interchange", "Answers Microsoft's host XML for names=a,b or for all connections, without secrets.", (call, _) => Task.FromResult(Export(call))),
    ];

    private async Task<AdminAnswer> ImportAsync(AdminCall call, CancellationToken cancellationToken)
    {
        try
        {
            var xml = HostXmlReader.Read(call.Request.Text ?? "");
            var secrets = Secrets(call.Query("secrets"));
            var results = new JsonArray();
            foreach (var connector in xml.Connectors)
                results.Add(await TakeAsync(call, ConnectionImport.From(connector), secrets, cancellationToken));
            return new AdminAnswer(200, new JsonObject
            {
                ["connections"] = results,
                ["port"] = xml.Port,
                ["certificate"] = xml.Certificate,
                ["notes"] = new JsonArray([.. Settings(xml).Select(note => note.ToJson())]),
            });
        }
        catch (InterchangeException e)
        {
            return AdminAnswer.Problem(422, "xml", e.Message);
        }
    }

    private static IEnumerable<InterchangeNote> Settings(HostXml xml)
    {
        if (xml.Port is { } port && port != "8585")
            yield return new InterchangeNote("Setting/Port", $"The original listens on {port}: start the host with --port {port}, or change the tenant URL.", IsGap: true);
        if (xml.Certificate is { } thumbprint)
            yield return new InterchangeNote("Setting/Certificate", $"The certificate {thumbprint} stays in its machine's store: export it as PFX and start the host with --pfx, or let this host make one and trust host-ca.pem.", IsGap: true);
    }

    private async Task<JsonObject> TakeAsync(AdminCall call, ImportedConnection imported, Dictionary<string, string> secrets, CancellationToken cancellationToken)
    {
        Supply(imported, secrets);
        var draft = drafts.Proposed(new AdminRequest("POST", "") { Json = imported.Document });
        var exists = parts.Folder.Read(imported.Name) is not null;
        var refused = exists && call.Query("replace") != "true";
        var write = call.Query("dryRun") != "true" && !refused;
        if (write)
        {
            // Also with faults: it is shown as faulted until they are gone, as the original shows it in red (H/WIZ-2).
            parts.Folder.Write(new ConnectionText(imported.Name, YamlWriter.Write(imported.Document)));
            if (parts.Registry is { } registry)
                await registry.ReloadAsync(imported.Name, cancellationToken);
        }

        return new JsonObject
        {
            ["name"] = imported.Name,
            ["written"] = write,
            ["problem"] = refused ? "There is a connection of that name. Say replace=true to replace it." : null,
            ["missingSecrets"] = new JsonArray([.. imported.MissingSecrets.Keys.Order(StringComparer.Ordinal).Select(name => (JsonNode)name)]),
            ["notes"] = new JsonArray([.. imported.Notes.Select(note => note.ToJson())]),
            ["faults"] = FaultJson.Of(draft.Faults),
            ["document"] = SecretKeys.Redacted(imported.Document),
        };
    }

    /// <summary>Puts the references that the caller supplies where the file has blanks.</summary>
    private static void Supply(ImportedConnection imported, Dictionary<string, string> secrets)
    {
        foreach (var (name, key) in imported.MissingSecrets.ToList())
        {
            if (!secrets.TryGetValue($"{imported.Name}.{name}", out var reference) && !secrets.TryGetValue(name, out reference))
                continue;
            if (key == "settings.parameters")
                Parameter(imported.Document, name)["secret"] = reference;
            else if (key.StartsWith("settings.", StringComparison.Ordinal))
                imported.Document["settings"]![key["settings.".Length..]] = reference;
            else
                imported.Document[key] = reference;
            imported.MissingSecrets.Remove(name);
        }
    }

    private static JsonObject Parameter(JsonObject document, string name) =>
        document["settings"]!["parameters"]!.AsArray().OfType<JsonObject>().First(p => string.Concat(p["name"]!.ToString().Where(char.IsAsciiLetterOrDigit)) == name);

    private static Dictionary<string, string> Secrets(string? text)
    {
        var secrets = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in text?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            if (pair.Split('=', 2) is not [{ Length: > 0 } name, var reference] || !SecretKeys.IsReference(reference))
                throw new AdminException(AdminAnswer.Problem(400, "secrets", "secrets: write NAME=env:VARIABLE or NAME=file:PATH, with commas between; never the secret itself."));
            secrets[name] = reference;
        }

        return secrets;
    }

    private AdminAnswer Export(AdminCall call)
    {
        var names = call.Query("names")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [.. parts.Folder.Names];
        var connectors = new List<XmlConnector>();
        foreach (var name in names)
        {
            if (drafts.Stored(name).Root is not { } root)
                return AdminAnswer.Faulty(drafts.Stored(name).Faults);
            connectors.Add(ConnectionExport.Of(root));
        }

        var port = parts.Port?.Invoke() ?? HostOptions.DefaultPort;
        var xml = new HostXml
        {
            Connectors = connectors,
            Port = port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Certificate = parts.Certificate is { IsPrepared: true } certificate ? certificate.Current.Thumbprint : null,
        };
        return new AdminAnswer(200) { Text = HostXmlWriter.Write(xml), ContentType = "application/xml" };
    }
}
