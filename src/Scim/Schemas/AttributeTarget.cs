namespace Sutler.Scim.Schemas;

/// <summary>What an <see cref="AttributePath"/> means in a resource of a certain type.</summary>
/// <param name="Extension">URN of the extension that holds it, as the schema spells it; null for the resource itself.</param>
/// <param name="Name">The attribute's name: in the schema's spelling, or as written where the schema has none.</param>
/// <param name="Attribute">Its definition; null where the schema has none.</param>
/// <param name="SubName">The sub-attribute's name; null when the whole attribute is meant.</param>
/// <param name="Sub">Its definition; null where there is none.</param>
internal sealed record AttributeTarget(string? Extension, string Name, SchemaAttribute? Attribute, string? SubName, SchemaAttribute? Sub);
