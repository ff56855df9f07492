namespace Sutler.Scim.Schemas;

/// <summary>A schema: a URN and its attributes (RFC 7643 §7).</summary>
/// <param name="Id">URN of the schema.</param>
/// <param name="Name">For people.</param>
/// <param name="Attributes">Its attributes; names are unique without regard to case.</param>
public sealed record SchemaDefinition(string Id, string Name, IReadOnlyList<SchemaAttribute> Attributes)
{
    /// <summary>For people. Default: empty.</summary>
    public string Description { get; init; } = "";
}
