using Sutler.Connectors.Sdk;

namespace Sutler.Connectors.Sql.Read;

/// <summary>An object whose multi-valued attributes may still be filled in.</summary>
/// <param name="Object">The object; shows whatever <paramref name="Values"/> holds.</param>
/// <param name="Values">Its values by slot.</param>
/// <param name="Key">The anchor as the columns hold it.</param>
internal sealed record SqlRecord(ConnectorObject Object, object?[] Values, object[] Key);
