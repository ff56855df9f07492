using Sutler.Scim.Schemas;

namespace Sutler.Host.View;

/// <summary>How the references of one SCIM attribute are written beside their <c>value</c>.</summary>
/// <param name="Names">What the referenced types are called; null when only the id is written.</param>
/// <param name="Uri">Whether <c>$ref</c> is written.</param>
/// <param name="Type">Whether <c>type</c> is written.</param>
internal sealed record ReferenceShape(TypeNames? Names, bool Uri, bool Type)
{
    public static readonly ReferenceShape IdOnly = new(null, false, false);

    /// <summary>What the definition of the attribute has room for.</summary>
    public static ReferenceShape Of(SchemaAttribute definition, TypeNames names) =>
        new(names, Has(definition, "$ref"), Has(definition, "type"));

    private static bool Has(SchemaAttribute definition, string part) =>
        definition.SubAttributes.Any(s => s.Name.Equals(part, StringComparison.OrdinalIgnoreCase));
}
