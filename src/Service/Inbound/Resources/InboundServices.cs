using System.Collections.Concurrent;
using Sutler.Service.Directory;
using Sutler.Service.Inbound.Clients;
using Sutler.Storage;

namespace Sutler.Service.Inbound.Resources;

/// <summary>What the endpoints of all clients share.</summary>
internal sealed class InboundServices(Database database, DirectoryChanges changes, TimeProvider time)
{
    private const int MostKept = 200;
    private readonly ConcurrentDictionary<string, ClientSchemas> _schemas = new(StringComparer.Ordinal);

    public Database Database => database;

    public DirectoryChanges Changes => changes;

    public TimeProvider Time => time;

    public IdSnapshots Snapshots { get; } = new(time);

    /// <summary>The schemas that a client sees; clients with the same authority share them.</summary>
    public ClientSchemas SchemasOf(InboundClient client)
    {
        if (_schemas.Count > MostKept)
            _schemas.Clear();
        return _schemas.GetOrAdd(client.AttributeList ?? "", _ => new ClientSchemas(client));
    }
}
