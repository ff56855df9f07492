using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Scim.Schemas;

namespace Sutler.Scim.Filters;

/// <summary>
/// Tells whether a resource fulfils a filter (RFC 7644 §3.4.2.2). A multi-valued attribute fulfils a comparison when one of its values does;
/// a complex one without a sub-attribute is compared by its <c>value</c>; an attribute that the schema does not have has no value.
/// </summary>
public static class FilterEvaluator
{
    /// <summary>Whether the resource fulfils the filter.</summary>
    /// <exception cref="Errors.ScimException">A comparison does not fit its attribute (<c>invalidFilter</c>).</exception>
    public static bool Matches(FilterExpression filter, JsonElement resource, ResourceSchema schema) => Compile(filter, schema)(resource);

    /// <summary>Whether the resource fulfils the filter.</summary>
    /// <exception cref="Errors.ScimException">A comparison does not fit its attribute (<c>invalidFilter</c>).</exception>
    public static bool Matches(FilterExpression filter, JsonObject resource, ResourceSchema schema) =>
        Matches(filter, JsonSerializer.SerializeToElement(resource), schema);

    /// <summary>Checks a filter against a schema once, for use on many resources.</summary>
    /// <exception cref="Errors.ScimException">A comparison does not fit its attribute (<c>invalidFilter</c>).</exception>
    public static Func<JsonElement, bool> Compile(FilterExpression filter, ResourceSchema schema)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentNullException.ThrowIfNull(schema);
        return new FilterCompiler(schema.Resolve).Compile(filter);
    }

    /// <summary>Checks the filter of a value path, for use on the values of an attribute.</summary>
    internal static Func<JsonElement, bool> CompileValueFilter(FilterExpression filter, SchemaAttribute? attribute) =>
        new FilterCompiler(path => ValueScope.Resolve(attribute, path)).Compile(filter);
}
