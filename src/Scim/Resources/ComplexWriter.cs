using System.Text.Json.Nodes;
using Sutler.Scim.Errors;
using Sutler.Scim.Patch;
using Sutler.Scim.Schemas;

namespace Sutler.Scim.Resources;

/// <summary>Writes the parts of one value of a complex attribute.</summary>
internal sealed class ComplexWriter(SchemaAttribute attribute, bool creating)
{
    private const string ValueName = "value";
    private const string ReferenceName = "$ref";

    public SchemaAttribute Sub(string name) =>
        attribute.FindSub(name)
        ?? throw new ScimException(
            400,
            ScimErrorType.InvalidPath,
            $"The attribute '{attribute.Name}' has no sub-attribute '{Excerpt.Of(name)}'. /Schemas lists those it has.");

    /// <summary>Sets the parts given; those given as null are removed, those not given stay (RFC 7644 §3.5.2.3).</summary>
    public void Merge(JsonObject target, JsonObject parts)
    {
        ForgetDerived(target, parts);
        foreach (var (name, part) in parts)
            Set(target, Sub(name), part?.DeepClone());
    }

    /// <summary>Sets the parts given that are new, but no immutable one that has a value: adding a value again is no attempt to change it.</summary>
    public void MergeNew(JsonObject target, JsonObject parts)
    {
        foreach (var (name, part) in parts)
        {
            var sub = Sub(name);
            if (!target.ContainsKey(sub.Name) || (!sub.IsImmutable && !ValueComparer.AreEqual(sub, target[sub.Name], part)))
                Set(target, sub, part?.DeepClone());
        }
    }

    /// <summary>Writes one part.</summary>
    public void WritePart(PatchVerb verb, JsonObject target, SchemaAttribute sub, JsonNode? value)
    {
        if (sub.IsReadOnly)
        {
            if (!creating)
                throw Refused(sub, "is read-only");
            return;
        }
        var had = target.ContainsKey(sub.Name);
        var before = sub.IsImmutable ? target[sub.Name]?.DeepClone() : null;
        var old = target[ValueName]?.DeepClone();
        new AttributeWriter(target, sub, creating).Write(verb, new PatchPath(new AttributePath(null, sub.Name, null), null, null), value);
        if (before is not null && !JsonNode.DeepEquals(before, target[sub.Name]))
            throw Refused(sub, "is immutable and has a value already");
        if (had && sub.Required && !target.ContainsKey(sub.Name))
            throw Refused(sub, "is required, so it cannot be removed");
        if (sub.Name == ValueName && !JsonNode.DeepEquals(old, target[ValueName]))
            RemoveDerived(target);
    }

    private void Set(JsonObject target, SchemaAttribute sub, JsonNode? value)
    {
        if (sub.IsImmutable && target[sub.Name] is { } before && !JsonNode.DeepEquals(before, value))
            throw Refused(sub, "is immutable and has a value already");
        if (value is null && sub.Required && target.ContainsKey(sub.Name))
            throw Refused(sub, "is required, so it cannot be removed");
        if (value is null)
            target.Remove(sub.Name);
        else
            target[sub.Name] = value;
    }

    // With another value, what the server derived from the old one is no longer true: the address of the old manager, and the name.
    private void ForgetDerived(JsonObject target, JsonObject parts)
    {
        if (target.ContainsKey(ValueName) && parts.ContainsKey(ValueName) && !JsonNode.DeepEquals(target[ValueName], parts[ValueName]))
            RemoveDerived(target);
    }

    private void RemoveDerived(JsonObject target)
    {
        if (attribute.FindSub(ReferenceName) is null)
            return;
        foreach (var sub in attribute.SubAttributes)
        {
            if (sub.IsReadOnly || sub.Name == ReferenceName)
                target.Remove(sub.Name);
        }
    }

    private ScimException Refused(SchemaAttribute sub, string rule) =>
        new(400, ScimErrorType.Mutability, $"The attribute '{attribute.Name}.{sub.Name}' {rule}. Leave it out of the request.");
}
