using Sutler.Host.Autosync;
using Sutler.Host.Cache;
using Sutler.Host.Export;
using Sutler.Host.Gateway;
using Sutler.Host.View;
using Sutler.Scim.Schemas;
using Sutler.Scim.Server;

namespace Sutler.Host.Connections;

/// <summary>The parts of a connection that exist once its schema is known, wired together.</summary>
internal sealed class ConnectionGateway
{
    private readonly Dictionary<string, ResourceHandler> _handlers = new(StringComparer.OrdinalIgnoreCase);

    public ConnectionGateway(Connection connection, ConnectionParts parts, ExportParts export, (ConnectionTypes Types, ImportRunner Imports, AutosyncLoop Autosync) sync)
    {
        var types = sync.Types;
        Export = export;
        Exports = new ExportLoop(export, parts.Logger);
        (Imports, Autosync) = (sync.Imports, sync.Autosync);
        var misses = new MissBudget(parts.Config.Limits.MissesPerSecond, parts.Clock);
        var rename = export.Connector.Capabilities.Rename;
        ResourceTypes = [.. types.All.Select(t => t.View.ResourceType)];
        Schemas = [.. types.All.SelectMany(t => t.View.Sections).Select(s => s.Definition).GroupBy(d => d.Id, StringComparer.OrdinalIgnoreCase).Select(Union)];
        var reader = new ValueReader(types.All is [var first, ..] ? first.Names : new TypeNames([]), (id, said) => TypeOf(id, said, types, export.Cache));
        foreach (var type in types.All)
        {
            if (type.Config.Inverse is not [])
                type.Inverse = new InverseWriter(export.Cache, type, types.ByName);
            _handlers[type.ResourceType] = new ResourceHandler(new TypeGateway
            {
                Type = type,
                Schema = new ResourceSchema(type.View.ResourceType, type.View.Sections.Select(s => s.Definition)),
                Reader = reader,
                Referrers = new Referrers(export.Cache, type, types.All),
                Cache = export.Cache,
                Exports = Exports,
                Lookup = export.Connector.Finder is { } finder ? new TargetLookup(export.Cache, finder, export.ReadBack!) : null,
                MayLookUpMiss = parts.Config.LiveLookup is LiveLookup.Always ? misses.TryTake : () => false,
                Rename = rename,
                EnsureReady = connection.EnsureReady,
                EnsureReadable = connection.EnsureReadable,
                Doubts = export.Doubts,
                Age = () => connection.Age,
            });
        }
    }

    public ObjectCache Cache => Export.Cache;

    public ExportParts Export { get; }

    public ExportLoop Exports { get; }

    public ImportRunner Imports { get; }

    public AutosyncLoop Autosync { get; }

    public IReadOnlyList<ResourceType> ResourceTypes { get; }

    public IReadOnlyList<SchemaDefinition> Schemas { get; }

    /// <summary>A schema that several types have is described once, with the attributes of all of them (RFC 7643 §7).</summary>
    private static string? TypeOf(string id, string? said, ConnectionTypes types, ObjectCache cache) =>
        said is not null && types.ByName.TryGetValue(said, out var named) && cache.Set(named).Get(id) is not null
            ? named.Name
            : types.All.FirstOrDefault(t => cache.Set(t).Get(id) is not null)?.Name;

    private static SchemaDefinition Union(IEnumerable<SchemaDefinition> definitions)
    {
        var all = definitions.ToList();
        return all[0] with { Attributes = [.. all.SelectMany(d => d.Attributes).DistinctBy(a => a.Name, StringComparer.OrdinalIgnoreCase)] };
    }

    public IScimResourceHandler Handler(ResourceType type) => _handlers[type.Name];
}
