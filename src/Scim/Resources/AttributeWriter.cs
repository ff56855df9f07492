using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Scim.Errors;
using Sutler.Scim.Filters;
using Sutler.Scim.Patch;
using Sutler.Scim.Schemas;

namespace Sutler.Scim.Resources;

/// <summary>Writes one attribute in the object that holds it: the whole of it, the values that a filter selects, or a sub-attribute.</summary>
internal sealed class AttributeWriter(JsonObject holder, SchemaAttribute attribute, bool creating)
{
    private readonly ComplexWriter _complex = new(attribute, creating);

    /// <summary>Writes; <paramref name="path"/> says which values and which part, its name has been resolved.</summary>
    public void Write(PatchVerb verb, PatchPath path, JsonNode? value)
    {
        if (path.ValueFilter is { } filter)
            WriteFiltered(verb, filter, path.SubAttribute, value);
        else if (path.SubAttribute is { } name)
            WritePart(verb, _complex.Sub(name), value);
        else if (attribute.MultiValued)
            WriteMany(verb, value);
        else
            WriteOne(verb, value);
    }

    private void WriteOne(PatchVerb verb, JsonNode? value)
    {
        var read = AttributeValue.Read(attribute, value);
        if (verb == PatchVerb.Remove)
        {
            if (read is null || ValueComparer.IsSame(attribute, holder[attribute.Name], read))
                holder.Remove(attribute.Name);
        }
        else if (read is JsonObject parts)
        {
            var target = holder[attribute.Name] as JsonObject ?? [];
            _complex.Merge(target, parts);
            Keep(target);
        }
        else if (read is not null)
        {
            holder[attribute.Name] = read;
        }
        else if (verb == PatchVerb.Replace)
        {
            holder.Remove(attribute.Name);
        }
    }

    private void WriteMany(PatchVerb verb, JsonNode? value)
    {
        var read = AttributeValue.Read(attribute, value) as JsonArray ?? [];
        if (verb == PatchVerb.Remove && value is null)
        {
            holder.Remove(attribute.Name);
            return;
        }
        var values = verb == PatchVerb.Replace ? [] : Values();
        if (verb == PatchVerb.Remove)
        {
            var lookup = new ValueLookup(attribute, values);
            RemoveAll(values, read.OfType<JsonNode>().SelectMany(lookup.Find));
        }
        else
        {
            PrimaryRule.Keep(attribute, values, Append(values, read));
        }
        Keep(values);
    }

    /// <summary>Appends what is not there yet; returns the values concerned.</summary>
    private List<JsonNode> Append(JsonArray values, JsonArray added)
    {
        var touched = new List<JsonNode>();
        var lookup = new ValueLookup(attribute, values);
        foreach (var item in added.OfType<JsonNode>())
        {
            var stored = lookup.Find(item).FirstOrDefault();
            if (stored is JsonObject there && item is JsonObject parts)
            {
                _complex.MergeNew(there, parts);
            }
            else if (stored is null)
            {
                values.Add(stored = item.DeepClone());
                lookup.Add(stored);
            }

            touched.Add(stored);
        }

        return touched;
    }

    private void WritePart(PatchVerb verb, SchemaAttribute sub, JsonNode? value)
    {
        if (!attribute.MultiValued)
        {
            var target = holder[attribute.Name] as JsonObject ?? [];
            _complex.WritePart(verb, target, sub, value);
            Keep(target);
            return;
        }
        var values = Values();
        if (values.Count == 0 && verb != PatchVerb.Remove)
            values.Add(new JsonObject());
        WritePart(verb, values, [.. values.OfType<JsonObject>()], (sub, value));
    }

    private void WritePart(PatchVerb verb, JsonArray values, List<JsonObject> selected, (SchemaAttribute Sub, JsonNode? Value) part)
    {
        foreach (var item in selected)
            _complex.WritePart(verb, item, part.Sub, part.Value);
        PrimaryRule.Keep(attribute, values, part.Sub.Name == PrimaryRule.Name ? selected : []);
        Keep(values);
    }

    private void WriteFiltered(PatchVerb verb, FilterExpression filter, string? subName, JsonNode? value)
    {
        if (!attribute.MultiValued && !attribute.IsComplex)
        {
            throw new ScimException(
                400, ScimErrorType.InvalidPath, $"The attribute '{attribute.Name}' has one simple value. Leave the filter out of its path.");
        }
        var sub = subName is null ? null : _complex.Sub(subName);
        var test = FilterEvaluator.CompileValueFilter(filter, attribute);
        var values = Values();
        var selected = values.Where(item => item is not null && test(JsonSerializer.SerializeToElement(item))).Select(item => item!).ToList();
        var made = selected.Count == 0 && verb != PatchVerb.Remove ? AddFromFilter(verb, filter, values) : null;
        if (made is not null)
            selected.Add(made);
        if (sub is not null)
            WritePart(verb, values, [.. selected.OfType<JsonObject>()], (sub, value));
        else
            WriteSelected(verb, values, selected, value);
        if (made is not null && !test(JsonSerializer.SerializeToElement(made)))
            throw ScalarValue.Invalid(attribute, "gets a value that its path's filter does not select. Let both say the same");
    }

    // RFC 7644 §3.5.2.3: a replace needs a match. An add makes the value that its filter describes, as Entra ID wants of a first work e-mail
    // (S/SCIM-29).
    private JsonObject AddFromFilter(PatchVerb verb, FilterExpression filter, JsonArray values)
    {
        if (verb != PatchVerb.Add || (values.Count > 0 && !attribute.MultiValued) || FilterValue.TryDescribe(attribute, filter) is not { } made)
        {
            throw new ScimException(
                400, ScimErrorType.NoTarget, $"No value of '{attribute.Name}' fulfils the path's filter. Add the value where it is missing.");
        }
        values.Add(made);
        return made;
    }

    private void WriteSelected(PatchVerb verb, JsonArray values, List<JsonNode> selected, JsonNode? value)
    {
        var read = verb == PatchVerb.Remove ? null : AttributeValue.ReadOne(attribute, value, keepNulls: false);
        if (read is null)
        {
            if (verb != PatchVerb.Add)
                RemoveAll(values, selected);
            Keep(values);
            return;
        }
        var touched = new List<JsonNode>();
        foreach (var item in selected)
        {
            if (verb == PatchVerb.Add && item is JsonObject there && read is JsonObject parts)
            {
                _complex.Merge(there, (JsonObject)parts.DeepClone());
                touched.Add(there);
                continue;
            }
            var replacement = read.DeepClone();
            values[values.IndexOf(item)] = replacement;
            touched.Add(replacement);
        }
        PrimaryRule.Keep(attribute, values, touched);
        Keep(values);
    }

    private static void RemoveAll(JsonArray values, IEnumerable<JsonNode> selected)
    {
        var leaving = selected.ToHashSet(ReferenceEqualityComparer.Instance);
        values.RemoveAll(item => item is not null && leaving.Contains(item));
    }

    /// <summary>The values, to be changed and then kept; a single one counts as a list of one.</summary>
    private JsonArray Values() => holder[attribute.Name] switch
    {
        null => [],
        JsonArray values => values,
        var single => [single.DeepClone()],
    };

    private void Keep(JsonArray values)
    {
        values.RemoveAll(item => item is null or JsonObject { Count: 0 });
        if (values.Count == 0)
            holder.Remove(attribute.Name);
        else if (values.Parent is null)
            holder[attribute.Name] = attribute.MultiValued ? values : values[0]!.DeepClone();
    }

    private void Keep(JsonObject parts)
    {
        if (parts.Count == 0)
            holder.Remove(attribute.Name);
        else if (parts.Parent is null)
            holder[attribute.Name] = parts;
    }
}
