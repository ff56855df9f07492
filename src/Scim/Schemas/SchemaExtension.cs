namespace Sutler.Scim.Schemas;

/// <summary>An extension schema of a resource type (RFC 7643 §6).</summary>
/// <param name="Schema">URN of the extension.</param>
/// <param name="Required">Whether a resource must have it.</param>
public sealed record SchemaExtension(string Schema, bool Required);
