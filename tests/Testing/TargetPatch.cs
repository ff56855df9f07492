using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sutler.Testing;

/// <summary>Applies PATCH requests in every form of the wire profiles, and in the wrong ways that defects ask for. Works on a copy: all or nothing.</summary>
internal sealed class TargetPatch(TargetDefects defects)
{
    private static readonly string[] Words = ["add", "replace", "remove"];

    public JsonObject Apply(JsonObject resource, JsonObject body)
    {
        if (body["Operations"] is not JsonArray { Count: > 0 } operations || !body.ToJsonString().Contains("api:messages:2.0:PatchOp", StringComparison.Ordinal))
            throw new TargetRefusal(400, "invalidSyntax", "No Operations.");
        CheckMembers(operations);
        var copy = (JsonObject)resource.DeepClone();
        foreach (var operation in operations.OfType<JsonObject>())
            Carry(copy, operation);
        return copy;
    }

    private void CheckMembers(JsonArray operations)
    {
        var members = operations.OfType<JsonObject>().Where(item => item["path"]?.ToString().StartsWith("members", StringComparison.OrdinalIgnoreCase) == true)
            .Sum(item => item["value"] is JsonArray values ? values.Count : 1);
        if (defects.TakesOneMember && members > 1)
            throw new TargetRefusal(400, "tooMany", "One member at a time.");
    }

    private void Carry(JsonObject resource, JsonObject operation)
    {
        var word = operation["op"]!.ToString();
        var lower = word.ToLowerInvariant();
        if (!Words.Contains(lower, StringComparer.Ordinal)
            || (defects.RefusesCapitalOperations && word != lower)
            || (defects.RefusesLowerCaseOperations && word == lower))
        {
            throw new TargetRefusal(400, "invalidSyntax", $"The operation '{word}' is not known.");
        }

        var value = operation["value"];
        CheckBoolean(operation["path"]?.ToString(), value);
        if (operation["path"]?.ToString() is { } path)
            ApplyTo(resource, TargetPath.Parse(path), lower, value?.DeepClone());
        else if (lower == "remove")
            throw new TargetRefusal(400, "noTarget", "A remove needs a path.");
        else if (defects.RefusesPathless)
            throw new TargetRefusal(400, "invalidPath", "Each operation needs a path.");
        else
            Merge(resource, value as JsonObject ?? throw new TargetRefusal(400, "invalidValue", "The value is no object."));
    }

    private void CheckBoolean(string? path, JsonNode? value)
    {
        var kind = value?.GetValueKind();
        if (defects.RefusesBooleans && kind is JsonValueKind.True or JsonValueKind.False)
            throw new TargetRefusal(400, "invalidValue", "Booleans must be text.");
        if (defects.RefusesTextBooleans && kind is JsonValueKind.String && path == "active")
            throw new TargetRefusal(400, "invalidValue", "active must be a boolean.");
        if (value is JsonObject members)
        {
            foreach (var (name, member) in members)
                CheckBoolean(name, member);
        }
    }

    private void Merge(JsonObject resource, JsonObject values)
    {
        foreach (var (name, value) in values)
        {
            if (defects.KeepsDottedNames && name.Contains('.', StringComparison.Ordinal))
                resource[name] = value?.DeepClone();
            else if (name.StartsWith("urn:", StringComparison.OrdinalIgnoreCase) && value is JsonObject extension && !TargetPath.Parse(name).Name.Equals("manager", StringComparison.OrdinalIgnoreCase))
                MergeInto(resource, name, extension);
            else
                ApplyTo(resource, TargetPath.Parse(name), "replace", value?.DeepClone(), pathless: true);
        }
    }

    private static void MergeInto(JsonObject resource, string urn, JsonObject extension)
    {
        var key = TargetPath.Key(resource, urn);
        if (resource[key] is not JsonObject target)
            resource[key] = target = [];
        foreach (var (name, value) in extension)
            target[TargetPath.Key(target, name)] = value?.DeepClone();
    }

    private void ApplyTo(JsonObject resource, TargetPath path, string word, JsonNode? value, bool pathless = false)
    {
        var container = path.Container(resource, make: word != "remove");
        if (container is null)
            return;
        var key = TargetPath.Key(container, path.Name);
        if (path.Filter is not null)
            ApplyFiltered(container, (key, path), word, value);
        else if (path.Sub is not null)
            ApplySub(container, (key, path.Sub), word, value);
        else if (word == "remove")
            Remove(container, key, value);
        else
            Set(container, key, value, whole: (word == "replace" && value is not JsonObject) || (pathless && defects.ReplacesWholeComplexValues));
    }

    private void ApplyFiltered(JsonObject container, (string Key, TargetPath Path) at, string word, JsonNode? value)
    {
        if (defects.RefusesFilterRemoval && word == "remove")
            throw new TargetRefusal(400, "invalidPath", "A remove takes no filter.");
        if (container[at.Key] is not JsonArray items)
            container[at.Key] = items = [];
        var found = items.OfType<JsonObject>().Where(item => TargetPath.Matches(item, at.Path.Filter!, caseSensitive: false)).ToList();
        if (word == "remove")
        {
            foreach (var item in found)
            {
                if (at.Path.Sub is { } sub)
                    item.Remove(TargetPath.Key(item, sub));
                else
                    items.Remove(item);
            }

            return;
        }

        if (found.Count == 0)
        {
            if (defects.DropsFilteredAdditions)
                return;
            var (name, text) = at.Path.Filter!.Split(" eq ") is [var left, var right] ? (left.Trim(), JsonNode.Parse(right)) : throw new TargetRefusal(400, "noTarget", "No value fits.");
            var made = new JsonObject { [name] = text };
            items.Add(made);
            found.Add(made);
        }

        foreach (var item in found)
            item[TargetPath.Key(item, at.Path.Sub ?? "value")] = value?.DeepClone();
    }

    private static void ApplySub(JsonObject container, (string Key, string Sub) at, string word, JsonNode? value)
    {
        if (word == "remove")
            (container[at.Key] as JsonObject)?.Remove(at.Sub);
        else if (container[at.Key] is JsonObject complex)
            complex[TargetPath.Key(complex, at.Sub)] = value;
        else
            container[at.Key] = new JsonObject { [at.Sub] = value };
    }

    private void Remove(JsonObject container, string key, JsonNode? value)
    {
        if (value is JsonArray gone && container[key] is JsonArray items && !defects.EmptiesGroupOnValueRemoval)
        {
            var ids = gone.OfType<JsonObject>().Select(item => item["value"]?.ToString()).ToHashSet(StringComparer.Ordinal);
            items.RemoveAll(item => ids.Contains(item?["value"]?.ToString()));
        }
        else
        {
            container.Remove(key);
        }
    }

    private static void Set(JsonObject container, string key, JsonNode? value, bool whole)
    {
        if (value is JsonArray added && !whole && container[key] is JsonArray items)
        {
            foreach (var item in added.Where(item => !items.Any(other => Same(item, other))).ToList())
                items.Add(item?.DeepClone());
        }
        else if (value is JsonObject changed && !whole && container[key] is JsonObject existing && !changed.ContainsKey("value"))
        {
            foreach (var (name, part) in changed)
                existing[TargetPath.Key(existing, name)] = part?.DeepClone();
        }
        else
        {
            container[key] = value;
        }
    }

    private static bool Same(JsonNode? left, JsonNode? right) =>
        left is JsonObject one && right is JsonObject other && one["value"] is { } value ? value.ToString() == other["value"]?.ToString() : JsonNode.DeepEquals(left, right);
}
