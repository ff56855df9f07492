namespace Sutler.Scim.Schemas;

/// <summary>A kind of resource that a SCIM server holds (RFC 7643 §6).</summary>
/// <param name="Name">Such as <c>User</c>.</param>
/// <param name="Endpoint">Path below the base URL, such as <c>/Users</c>.</param>
/// <param name="Schema">URN of its main schema.</param>
public sealed record ResourceType(string Name, string Endpoint, string Schema)
{
    /// <summary>For people. Default: empty.</summary>
    public string Description { get; init; } = "";

    /// <summary>URNs of its extension schemas, with whether a resource must have them. Default: none.</summary>
    public IReadOnlyList<SchemaExtension> Extensions { get; init; } = [];
}
