using System.Text.Json.Nodes;
using Sutler.Host.Connections;
using Sutler.Host.Secrets;

namespace Sutler.Host.Admin.Routes;

/// <summary>The connections themselves: list, show, put, delete, reload. Writes take turns, and take effect in the running host before they are answered.</summary>
internal sealed class ConnectionRoutes(HostAdminParts parts, DraftReader drafts, SemaphoreSlim turn)
{
    private readonly SecretFiles _secrets = new(parts.Folder.DataFolder);

    public IEnumerable<AdminRoute> Routes =>
    [
        new("GET", "/connections", "All connections with their status.", (_, _) => Task.FromResult(List())),
        new("GET", "/connections/{name}", "One connection: document, version, status. Accept: application/yaml answers the file. Secrets are never shown.", (call, _) => Task.FromResult(Show(call))),
        new("PUT", "/connections/{name}", "Creates or replaces a connection from YAML or JSON and starts it. If-Match holds the version replaced; secrets in clear are kept apart.", (call, token) => InTurnAsync(() => PutAsync(call, token), token)),
        new("DELETE", "/connections/{name}", "Stops and removes a connection, its cache (keepCache=true keeps it) and its secrets.", (call, token) => InTurnAsync(() => DeleteAsync(call, token), token)),
        new("POST", "/connections/{name}/reload", "Reads the file again: starts, restarts or stops the connection.", (call, token) => InTurnAsync(() => ReloadAsync(call, token), token)),
        new("PUT", "/connections/{name}/attributes", "Selects the attributes that an object type exposes: { type: [names] }; an empty list takes all.", (call, token) => InTurnAsync(() => SelectAsync(call, token), token)),
    ];

    private AdminAnswer List()
    {
        var running = parts.Registry?.Status.ToDictionary(status => status.Name, StringComparer.Ordinal) ?? [];
        var names = parts.Folder.Names.Union(running.Keys).Order(StringComparer.Ordinal);
        return new AdminAnswer(200, new JsonObject { ["value"] = new JsonArray([.. names.Select(name => Item(name, running.GetValueOrDefault(name)))]) });
    }

    private JsonObject Item(string name, ConnectionStatus? status)
    {
        if (status is not null)
            return With(StatusRoutes.Of(status, parts.Clock), name);
        var faults = ConnectionFile.IsName(name) ? drafts.Stored(name).Faults : [ConnectionRegistry.NameFault(parts.Folder.PathOf(name))];
        return With(
            new JsonObject
            {
                ["name"] = name,
                ["state"] = faults.Count > 0 ? "Faulted" : "Stopped",
                ["path"] = $"/ecma2host_{name}/scim",
                ["faults"] = FaultJson.Of(faults),
            },
            name);
    }

    private JsonObject With(JsonObject item, string name)
    {
        if (!ConnectionFile.IsName(name) || parts.Folder.Read(name) is not { } text)
            return item;
        item["version"] = text.Version;
        item["connector"] = ConnectionDocument.Parse(new StringReader(text.Yaml), new FaultList(name))?["connector"]?.ToString();
        return item;
    }

    private AdminAnswer Show(AdminCall call)
    {
        var text = parts.Folder.Read(call.Name);
        if (text is null)
            return AdminAnswer.NoConnection(call.Name);
        var draft = drafts.Stored(call.Name);
        if (call.Request.WantsText)
            return new AdminAnswer(200) { Text = Shown(text, draft), ContentType = "application/yaml", Version = text.Version };
        var status = parts.Registry?.Status.FirstOrDefault(s => s.Name == call.Name);
        var item = Item(call.Name, status);
        item["document"] = draft.Root is null ? null : SecretKeys.Redacted(draft.Root);
        return new AdminAnswer(200, item) { Version = text.Version };
    }

    /// <summary>The file as it is where nothing in it is secret, else what may be shown of it.</summary>
    private static string Shown(ConnectionText text, ConnectionDraft draft)
    {
        if (draft.Root is null)
            return "# This file is not valid YAML; it may hold secrets and is not shown.\n";
        var redacted = SecretKeys.Redacted(draft.Root);
        return JsonNode.DeepEquals(redacted, draft.Root) ? text.Yaml : YamlWriter.Write(redacted);
    }

    private async Task<AdminAnswer> PutAsync(AdminCall call, CancellationToken cancellationToken)
    {
        var faults = new FaultList(call.Name + ".yaml");
        if (!ConnectionFile.IsName(call.Name))
            return AdminAnswer.Faulty([new ConnectionFault(call.Name, "name", "must be 1 to 64 of the characters A-Z, a-z, 0-9, _ and -. It becomes part of the URL.")]);
        if (Other(call.Name) is { } other)
            return AdminAnswer.Problem(409, "case", $"There is a connection '{other}', whose name differs in case alone. Choose another name.");
        if (DraftReader.Document(call.Request, faults) is not { } root)
            return AdminAnswer.Faulty(faults.Faults);
        root.TryAdd("name", call.Name);
        if (root["name"]?.ToString() != call.Name)
            return AdminAnswer.Faulty([new ConnectionFault(call.Name + ".yaml", "name", $"must be '{call.Name}', as in the address it is put to. Change one of them.")]);
        return Refusal(call) ?? await KeepAsync(call, root, cancellationToken);
    }

    /// <summary>Writes the document, its secrets first: at no moment does a file name a secret that is not there.</summary>
    private async Task<AdminAnswer> KeepAsync(AdminCall call, JsonObject root, CancellationToken cancellationToken)
    {
        var faults = new FaultList(call.Name + ".yaml");
        var made = _secrets.Store(call.Name, root, faults);
        var kept = false;
        try
        {
            var text = new ConnectionText(call.Name, Yaml(call.Request, root));
            var found = faults.Any ? faults.Faults : drafts.Proposed(new AdminRequest("PUT", "") { Json = root }).Faults;
            if (found.Count > 0)
                return AdminAnswer.Faulty([.. found.Select(fault => fault with { File = call.Name + ".yaml" })]);
            var isNew = parts.Folder.Read(call.Name) is null;
            parts.Folder.Write(text);
            kept = true;
            await ReloadRunningAsync(call.Name, cancellationToken);
            _secrets.Sweep(call.Name, root);
            return Stored(text, isNew ? 201 : 200);
        }
        finally
        {
            if (!kept)
                _secrets.Discard(made);
        }
    }

    /// <summary>The text as it came, with its comments, where nothing in it had to be changed.</summary>
    private static string Yaml(AdminRequest request, JsonObject root) =>
        request.Text is { } text && JsonNode.DeepEquals(ConnectionDocument.Parse(new StringReader(text), new FaultList("")), root) ? text : YamlWriter.Write(root);

    private async Task<AdminAnswer> SelectAsync(AdminCall call, CancellationToken cancellationToken)
    {
        if (drafts.Stored(call.Name).Root is not { } root)
            return AdminAnswer.Faulty(drafts.Stored(call.Name).Faults);
        foreach (var (type, names) in call.Request.Json ?? [])
        {
            if ((root["settings"]?["objectTypes"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault(t => t["name"]?.ToString() == type) is not { } found)
                return AdminAnswer.Problem(422, "objectType", $"{type}: is not an object type in the settings of '{call.Name}'. Add it to settings.objectTypes first.");
            if (names is JsonArray { Count: > 0 })
                found["select"] = names.DeepClone();
            else
                found.Remove("select");
        }

        var request = call.Request with { Method = "PUT", Json = root, Text = null };
        return Refusal(call) ?? await KeepAsync(call with { Request = request }, root, cancellationToken);
    }

    private async Task<AdminAnswer> DeleteAsync(AdminCall call, CancellationToken cancellationToken)
    {
        if (parts.Folder.Read(call.Name) is null)
            return AdminAnswer.NoConnection(call.Name);
        if (call.Request.IfMatch is not null && Refusal(call) is { } refusal)
            return refusal;
        var keepCache = string.Equals(call.Query("keepCache"), "true", StringComparison.OrdinalIgnoreCase);

        // The file goes first, so that the connection stays away even if this process ends here; its cache only when nothing uses it any more.
        parts.Folder.Delete(call.Name, keepCache: true);
        await ReloadRunningAsync(call.Name, cancellationToken);
        parts.Folder.Delete(call.Name, keepCache);
        _secrets.Sweep(call.Name, document: null);
        return new AdminAnswer(204);
    }

    private async Task<AdminAnswer> ReloadAsync(AdminCall call, CancellationToken cancellationToken)
    {
        if (parts.Registry is null)
            return NotRunning.Answer("Its connections are read when it starts.");
        if (parts.Folder.Read(call.Name) is null && parts.Registry.Status.All(status => status.Name != call.Name))
            return AdminAnswer.NoConnection(call.Name);
        var faults = await parts.Registry.ReloadAsync(call.Name, cancellationToken);
        return faults.Count > 0 ? AdminAnswer.Faulty(faults) : new AdminAnswer(200, new JsonObject { ["name"] = call.Name, ["reloaded"] = true });
    }

    /// <summary>Why a write must not go ahead: another administrator has written since the caller read.</summary>
    private AdminAnswer? Refusal(AdminCall call)
    {
        var stored = parts.Folder.Read(call.Name);
        return (stored, call.Request.IfMatch) switch
        {
            (null, null) or (not null, "*") => null,
            (null, _) => AdminAnswer.Problem(412, "gone", $"There is no connection '{call.Name}' any more. Read the list again."),
            (not null, null) => AdminAnswer.Problem(428, "versionNeeded", $"'{call.Name}' exists. Read it, and send the version you saw as If-Match (or * to replace it whatever it is)."),
            var (text, version) when text.Version == version => null,
            _ => AdminAnswer.Problem(412, "changed", $"'{call.Name}' was changed since you read it. Read it again, apply your change to it, and send the new version."),
        };
    }

    private string? Other(string name) =>
        parts.Folder.Names.FirstOrDefault(n => n != name && string.Equals(n, name, StringComparison.OrdinalIgnoreCase));

    private static AdminAnswer Stored(ConnectionText text, int status)
    {
        var body = new JsonObject { ["name"] = text.Name, ["version"] = text.Version, ["path"] = $"/ecma2host_{text.Name}/scim" };
        return new AdminAnswer(status, body) { Version = text.Version };
    }

    private Task ReloadRunningAsync(string name, CancellationToken cancellationToken) =>
        parts.Registry?.ReloadAsync(name, cancellationToken) ?? Task.CompletedTask;

    private async Task<AdminAnswer> InTurnAsync(Func<Task<AdminAnswer>> work, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            return await work();
        }
        finally
        {
            turn.Release();
        }
    }
}
