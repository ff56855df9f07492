using Sutler.Host.Autosync;
using Sutler.Host.Cache;
using Sutler.Host.Export;
using Sutler.Host.Gateway;
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
        ResourceTypes = [.. types.All.Select(SchemaMapper.ResourceType)];
        Schemas = [.. types.All.SelectMany(t => SchemaMapper.Schemas(t, rename)).DistinctBy(s => s.Id, StringComparer.OrdinalIgnoreCase)];
        foreach (var type in types.All)
        {
            _handlers[type.ResourceType] = new ResourceHandler(new TypeGateway
            {
                Type = type,
                Schema = new ResourceSchema(SchemaMapper.ResourceType(type), Schemas),
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

    public IScimResourceHandler Handler(ResourceType type) => _handlers[type.Name];
}
