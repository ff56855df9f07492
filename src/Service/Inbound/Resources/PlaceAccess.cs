using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sutler.Service.Inbound.Resources;

/// <summary>Reads and writes the values of <see cref="UserPlace"/> in a resource whose names are spelled as in the schemas. Pure.</summary>
internal static class PlaceAccess
{
    private const string Type = "type";
    private const string Primary = "primary";

    /// <summary>The value at a place; null for none.</summary>
    public static JsonNode? Read(JsonObject resource, UserPlace place)
    {
        if (Holder(resource, place.Extension, make: false) is not { } holder || holder[place.Name] is not { } value)
            return null;
        if (place.Kind is not null)
            return value is JsonArray values ? Select(values, place)?[place.Sub!] : null;
        return place.Sub is null ? value : (value as JsonObject)?[place.Sub];
    }

    /// <summary>Puts a value at a place; null takes away what is there.</summary>
    public static void Write(JsonObject resource, UserPlace place, JsonNode? value)
    {
        if (Holder(resource, place.Extension, make: value is not null) is not { } holder)
            return;
        if (place.Kind is not null)
            WriteKind(holder, place, value);
        else if (place.Sub is not null)
            WriteSub(holder, place, value);
        else if (value is null)
            holder.Remove(place.Name);
        else
            holder[place.Name] = value;
        if (place.Extension is not null && holder.Count == 0)
            resource.Remove(place.Extension);
    }

    /// <summary>Takes values out of lists that say nothing but their type, and lists with nothing in them.</summary>
    public static void Tidy(JsonObject resource, IEnumerable<string> lists)
    {
        foreach (var name in lists)
        {
            if (resource[name] is not JsonArray values)
                continue;
            foreach (var empty in values.Where(value => value is JsonObject item && item.All(member => member.Key is Type or Primary)).ToList())
                values.Remove(empty);
            if (values.Count == 0)
                resource.Remove(name);
        }
    }

    private static void WriteKind(JsonObject holder, UserPlace place, JsonNode? value)
    {
        var values = holder[place.Name] as JsonArray;
        if (values is null && value is not null)
            holder[place.Name] = values = [];
        var item = values is null ? null : Select(values, place);
        if (value is null)
        {
            item?.Remove(place.Sub!);
        }
        else if (item is null)
        {
            item = new JsonObject { [place.Sub!] = value, [Type] = place.Kind };
            if (place.Kind == "work" && !values!.Any(IsPrimary))
                item[Primary] = true;
            values!.Add((JsonNode)item);
        }
        else
        {
            item[place.Sub!] = value;
        }
    }

    private static void WriteSub(JsonObject holder, UserPlace place, JsonNode? value)
    {
        var parts = holder[place.Name] as JsonObject;
        if (value is null)
        {
            parts?.Remove(place.Sub!);
            if (parts?.Count == 0)
                holder.Remove(place.Name);
            return;
        }

        if (parts is null)
            holder[place.Name] = parts = [];
        parts[place.Sub!] = value;
    }

    /// <summary>Of the values of the kind the primary one, else the first; where there is none of it, one without a type may be meant.</summary>
    private static JsonObject? Select(JsonArray values, UserPlace place)
    {
        var items = values.OfType<JsonObject>().ToList();
        var ofKind = items.Where(item => Text(item[Type]) is { } type && type.Equals(place.Kind, StringComparison.OrdinalIgnoreCase)).ToList();
        if (ofKind.Count == 0 && place.TakesUntyped)
            ofKind = items.Where(item => Text(item[Type]) is null).ToList();
        return ofKind.Find(IsPrimary) ?? ofKind.FirstOrDefault();
    }

    private static bool IsPrimary(JsonNode? item) => item is JsonObject value && value[Primary] is JsonValue flag && flag.GetValueKind() is JsonValueKind.True;

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static JsonObject? Holder(JsonObject resource, string? extension, bool make)
    {
        if (extension is null)
            return resource;
        if (resource[extension] is JsonObject holder)
            return holder;
        if (!make)
            return null;
        holder = [];
        resource[extension] = holder;
        return holder;
    }
}
