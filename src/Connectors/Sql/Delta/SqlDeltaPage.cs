using Sutler.Connectors.Sdk;

namespace Sutler.Connectors.Sql.Delta;

/// <summary>Changes of one object type, and where the next delta may start once they are stored.</summary>
internal sealed record SqlDeltaPage(IReadOnlyList<ConnectorObject> Objects, IReadOnlyList<ObjectReference> Deleted, SqlDeltaState State);
