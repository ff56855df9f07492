using System.Text.Json.Nodes;
using Sutler.Connectors.Sdk;
using Sutler.Host.Connections;
using Sutler.Host.Secrets;
using Sutler.Storage.Secrets;

namespace Sutler.Host.Admin;

/// <summary>Reads connections from requests and from files. Secrets in a proposal may stand in clear; they are used and not kept.</summary>
internal sealed class DraftReader(HostAdminParts parts)
{
    private const string Pending = "pending:";

    /// <summary>The stored connection.</summary>
    /// <exception cref="AdminException">There is none of that name.</exception>
    public ConnectionDraft Stored(string name)
    {
        var text = parts.Folder.Read(name) ?? throw new AdminException(AdminAnswer.NoConnection(name));
        var faults = new FaultList(name + ".yaml");
        return Check(name, ConnectionDocument.Parse(new StringReader(text.Yaml), faults), faults, Resolver(name));
    }

    /// <summary>What the request's body proposes.</summary>
    public ConnectionDraft Proposed(AdminRequest request)
    {
        var faults = new FaultList("connection");
        var root = Document(request, faults);
        var name = root?["name"] is JsonValue value && ConnectionFile.IsName(value.ToString()) ? value.ToString() : "unnamed";
        if (root is null)
            return Check(name, null, faults, Resolver(name));
        var secrets = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (owner, key, path) in SecretKeys.InClear(root).ToList())
        {
            if (owner[key]!.ToString() == SecretKeys.Mask)
                continue;
            secrets["file:" + Pending + path] = parts.Options.Redactor.Add(owner[key]!.ToString());
            owner[key] = "file:" + Pending + path;
        }

        var stored = Resolver(name);
        return Check(name, root, faults, reference => secrets.TryGetValue(reference, out var secret) ? secret : stored(reference));
    }

    /// <summary>The document in the request's body; null with a fault where there is none.</summary>
    public static JsonObject? Document(AdminRequest request, FaultList faults)
    {
        if (request.Json is { } json)
            return (JsonObject)json.DeepClone();
        return ConnectionDocument.Parse(new StringReader(request.Text ?? ""), faults);
    }

    private Func<string, string> Resolver(string name)
    {
        var folder = ConnectionFile.BaseFolder(parts.Folder.PathOf(name));
        return reference => parts.Options.Redactor.Add(new SecretReference(reference).Resolve(folder));
    }

    private ConnectionDraft Check(string name, JsonObject? root, FaultList faults, Func<string, string> resolve)
    {
        var path = parts.Folder.PathOf(name);
        var context = new ConnectorContext(name, ConnectionFile.BaseFolder(path), resolve, parts.Clock);
        var (config, found) = root is null ? (null, faults.Faults) : ConnectionFile.Read(root, path, parts.Factories, resolve);
        return new ConnectionDraft
        {
            Name = name,
            Root = root,
            Config = config,
            Faults = found,
            Connect = () => parts.Factories[config!.Connector].Create(config.Settings, context),
            ExploreAsync = (list, cancellationToken) => ExploreAsync(root, context, (list, cancellationToken)),
        };
    }

    private async Task<TargetContents?> ExploreAsync(JsonObject? root, ConnectorContext context, (FaultList Faults, CancellationToken CancellationToken) call)
    {
        var faults = call.Faults;
        var kind = root is null ? null : faults.Text(root, "connector", "Write the kind of connector, such as 'sql'.");
        var settings = root is null ? null : faults.Section(root, "settings") ?? [];
        if (kind is null || settings is null)
            return null;
        if (!parts.Factories.TryGetValue(kind, out var factory) || factory is not ITargetExplorer explorer)
        {
            faults.Add("connector", $"'{kind}' cannot show what its target holds. Write the object types by hand, and 'schema' shows what becomes of them.");
            return null;
        }

        foreach (var message in explorer.ValidateAccess(settings))
            faults.Add("", "settings." + message);
        return faults.Any ? null : await explorer.ExploreAsync(settings, context, call.CancellationToken);
    }
}
