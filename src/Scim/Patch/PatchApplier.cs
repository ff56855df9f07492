using System.Globalization;
using System.Text.Json.Nodes;
using Sutler.Scim.Errors;
using Sutler.Scim.Resources;
using Sutler.Scim.Schemas;

namespace Sutler.Scim.Patch;

/// <summary>
/// Applies PATCH operations to a resource (RFC 7644 §3.5.2): all of them, in their order, or none. Pure: the resource given stays as it is.
/// Accepts what Entra ID sends beyond the RFC (S/SCIM-29 to 36): a remove with values, dotted names and URNs as keys of a value without a
/// path, booleans as strings, a single value as an array of one.
/// </summary>
public static class PatchApplier
{
    /// <summary>Applies the operations.</summary>
    /// <param name="resource">The resource, with names in the schema's spelling.</param>
    /// <param name="operations">What to do.</param>
    /// <param name="schema">The attributes of its type.</param>
    /// <exception cref="ScimException">An operation cannot be applied; its detail names which.</exception>
    public static PatchResult Apply(JsonObject resource, IReadOnlyList<PatchOperation> operations, ResourceSchema schema)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(operations);
        var copy = (JsonObject)resource.DeepClone();
        var writer = new ResourceWriter(copy, schema, creating: false);
        for (var i = 0; i < operations.Count; i++)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"Operations[{i}]");
            ScimException.At(place, operations[i], operation => Apply(writer, operation));
        }
        writer.NameExtensions();
        return new PatchResult(copy, !JsonNode.DeepEquals(resource, copy));
    }

    private static bool Apply(ResourceWriter writer, PatchOperation operation)
    {
        if (operation.Path is { } path)
            writer.Write(operation.Verb, path, operation.Value);
        else if (operation.Verb == PatchVerb.Remove)
            throw new ScimException(400, ScimErrorType.NoTarget, "A remove needs 'path': name the attribute to remove (RFC 7644 §3.5.2.2).");
        else
            writer.WriteAll(operation.Verb, operation.Value);
        return true;
    }
}
