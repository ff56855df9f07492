using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Scim.Schemas;

namespace Sutler.Scim.Tests.Fuzz;

/// <summary>Holds a stored resource against its schema: names as the schema spells them, types as declared, nothing empty, one primary value.</summary>
internal static class SchemaCheck
{
    public static void ShouldFit(this JsonObject resource, ResourceSchema schema)
    {
        foreach (var (name, value) in resource)
        {
            if (schema.Extensions.FirstOrDefault(extension => extension.Id == name) is { } extension)
                CheckMembers(value!.AsObject(), extension.Attributes, name);
            else
                CheckMember(name, value, schema.CoreAttributes);
        }
    }

    private static void CheckMembers(JsonObject members, IEnumerable<SchemaAttribute> attributes, string place)
    {
        members.Count.ShouldBeGreaterThan(0, place);
        foreach (var (name, value) in members)
            CheckMember(name, value, attributes);
    }

    private static void CheckMember(string name, JsonNode? value, IEnumerable<SchemaAttribute> attributes)
    {
        var attribute = attributes.FirstOrDefault(other => other.Name == name).ShouldNotBeNull($"{name} is not in the schema");
        if (!attribute.MultiValued)
        {
            CheckOne(attribute, value);
            return;
        }
        var values = value.ShouldBeOfType<JsonArray>(name);
        values.Count.ShouldBeGreaterThan(0, name);
        foreach (var item in values)
            CheckOne(attribute, item);
        values.Count(item => item is JsonObject parts && parts["primary"]?.GetValueKind() == JsonValueKind.True).ShouldBeLessThanOrEqualTo(1, name);
    }

    private static void CheckOne(SchemaAttribute attribute, JsonNode? value)
    {
        if (attribute.Type == SchemaAttributeType.Complex)
        {
            CheckMembers(value.ShouldBeOfType<JsonObject>(attribute.Name), attribute.SubAttributes, attribute.Name);
            return;
        }
        value.ShouldNotBeNull(attribute.Name).GetValueKind().ShouldBeOneOf(attribute.Type switch
        {
            SchemaAttributeType.Boolean => [JsonValueKind.True, JsonValueKind.False],
            SchemaAttributeType.Integer or SchemaAttributeType.Decimal => [JsonValueKind.Number],
            _ => [JsonValueKind.String],
        });
    }
}
