using Sutler.Connectors.Sdk;
using Sutler.Scim.Schemas;

namespace Sutler.Host.View;

/// <summary>Whether an attribute of a connector can stand where a known schema has one of a certain type.</summary>
internal static class Fit
{
    /// <summary>Throws what <paramref name="fault"/> makes of the reason when it cannot.</summary>
    public static void Check(SchemaAttribute known, AttributeSchema source, Func<string, Exception> fault)
    {
        if (!Fits(known.Type, source))
            throw fault($"is of type {Name(known.Type)}, {source.Name} of type {source.Type}. Give {source.Name} a type that fits in the settings of the connector.");
        foreach (var part in source.SubAttributes)
        {
            var match = known.SubAttributes.FirstOrDefault(s => s.Name == part.Name)
                ?? throw fault($"has no part {part.Name}, which {source.Name} has. It has: {string.Join(", ", known.SubAttributes.Select(s => s.Name))}.");
            if (!Fits(match.Type, part) && part is not { Name: "value", Type: AttributeType.Reference })
                throw fault($"has a part {part.Name} of type {Name(match.Type)}; that of {source.Name} is of type {part.Type}. Give it a type that fits in the settings of the connector.");
        }
    }

    /// <summary>The known parts that the source has, true to it.</summary>
    public static SchemaAttribute[] Parts(SchemaAttribute known, AttributeSchema source)
    {
        var isReference = AttributeDefinitions.IsReference(source) || source.SubAttributes.Any(p => p is { Name: "value", Type: AttributeType.Reference });
        return [.. known.SubAttributes.Select(s => Part(s, source, isReference)).OfType<SchemaAttribute>()];
    }

    private static SchemaAttribute? Part(SchemaAttribute known, AttributeSchema source, bool isReference)
    {
        if (isReference && known.Name is "value" or "$ref" or "type")
            return known.Name is "value" ? known with { CaseExact = true } : known;
        return source.SubAttributes.FirstOrDefault(p => p.Name == known.Name) is { } part
            ? known with { CaseExact = part.CaseExact, Required = part.Required }
            : null;
    }

    // Text can express every simple value, so a number may stand where the schema wants text.
    private static bool Fits(SchemaAttributeType type, AttributeSchema source) => type switch
    {
        SchemaAttributeType.String => source.Type is not (AttributeType.Complex or AttributeType.Reference),
        SchemaAttributeType.Reference => source.Type is AttributeType.String,
        SchemaAttributeType.Boolean => source.Type is AttributeType.Boolean,
        SchemaAttributeType.Integer => source.Type is AttributeType.Integer,
        SchemaAttributeType.Decimal => source.Type is AttributeType.Decimal or AttributeType.Integer,
        SchemaAttributeType.DateTime => source.Type is AttributeType.DateTime,
        SchemaAttributeType.Binary => source.Type is AttributeType.Binary,
        _ => source.Type is AttributeType.Complex or AttributeType.Reference,
    };

    private static string Name(SchemaAttributeType type) => char.ToLowerInvariant(type.ToString()[0]) + type.ToString()[1..];
}
