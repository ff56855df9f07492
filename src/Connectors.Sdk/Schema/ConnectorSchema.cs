namespace Sutler.Connectors.Sdk;

/// <summary>What a target holds.</summary>
/// <param name="ObjectTypes">Its object types; names are unique without regard to case.</param>
public sealed record ConnectorSchema(IReadOnlyList<ObjectTypeSchema> ObjectTypes);
