using System.Text.Json.Nodes;
using Sutler.Connectors.Sdk;
using Sutler.Scim.Errors;

namespace Sutler.Host.View;

/// <summary>A deprovisioning flow of one object type, its values in the connector's types.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Source">The attribute that is set; null where none is.</param>
/// <param name="Value">The value it gets; null clears it.</param>
/// <param name="Enabled">The value it gets when the object is enabled again; null clears it.</param>
internal sealed record Flow(FlowKind Kind, AttributeSchema? Source, object? Value, object? Enabled)
{
    /// <summary>Makes the flow that the file describes.</summary>
    /// <exception cref="ConnectorException">The type has no such attribute, or the value does not fit it.</exception>
    public static Flow Of(ObjectTypeSchema type, string key, FlowConfig config)
    {
        if (config.Kind is not FlowKind.SetAttribute)
            return new Flow(config.Kind, null, null, null);
        var source = type.Attributes.FirstOrDefault(a => a.Name.Equals(config.Attribute, StringComparison.OrdinalIgnoreCase))
            ?? throw Fault(type, key, $"names '{config.Attribute}', which {type.Name} does not have. It has: {string.Join(", ", type.Attributes.Take(50).Select(a => a.Name))}.");
        if (source.MultiValued || source.WriteOnly || source.Mutability is not AttributeMutability.ReadWrite || type.Anchor.Contains(source.Name, StringComparer.OrdinalIgnoreCase))
            throw Fault(type, key, $"sets {source.Name}, which cannot be changed to one value. Choose an attribute with one value that is written at any time.");
        var value = Read(type, key, source, config.Value);
        var enabled = config.Enabled is null && value is bool flag ? !flag : Read(type, key, source, config.Enabled);
        return ConnectorValues.AreEqual(value, enabled)
            ? throw Fault(type, key, "has the same value for disabled and enabled. Write another value for 'enabled'.")
            : new Flow(FlowKind.SetAttribute, source, value, enabled);
    }

    /// <summary>Whether an object with these attributes is as this flow leaves it.</summary>
    public bool IsDone(IReadOnlyDictionary<string, object> values) =>
        Source is not null && ConnectorValues.AreEqual(values.GetValueOrDefault(Source.Name), Value);

    private static object? Read(ObjectTypeSchema type, string key, AttributeSchema source, JsonNode? node)
    {
        try
        {
            return new ValueReader(new TypeNames([]), (_, _) => null).Read(source, node);
        }
        catch (ScimException e)
        {
            throw Fault(type, key, e.Error.Detail ?? "does not fit the attribute.");
        }
    }

    private static ConnectorException Fault(ObjectTypeSchema type, string key, string fault) =>
        new(new ConnectorError(ConnectorErrorKind.Invalid, $"objectTypes.{type.Name}.deprovisioning.{key}: {fault}"));
}
