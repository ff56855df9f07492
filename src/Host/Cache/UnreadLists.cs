using System.Buffers;
using System.Text.Json;
using Sutler.Connectors.Sdk;
using Sutler.Host.View;

namespace Sutler.Host.Cache;

/// <summary>
/// Lists that a connector did not read again after a change: their values are those from before with the change made to them. What is kept is
/// copied as it stands in the cached content; a value is the same as another when its canonical form is.
/// </summary>
/// <param name="Id">SCIM id of the object before the change.</param>
/// <param name="Seen">The object as the change was planned on, for when the cache has none under the id any more.</param>
/// <param name="Change">The change.</param>
/// <param name="Names">The connector's names of the lists.</param>
internal sealed record UnreadLists(string Id, CacheEntry? Seen, ObjectChange Change, IReadOnlyList<string> Names)
{
    /// <summary>Whether the lists can be completed from the content of this view: each stands in one place, value by value, or in none.</summary>
    public static bool CanComplete(ResourceView view, IReadOnlyList<string> names) => names.All(name => !view.Shows(name) || view.ListOf(name) is not null);

    /// <summary>The values of the object, the lists among them.</summary>
    /// <param name="view">How the object is shown.</param>
    /// <param name="values">The values that the connector did read.</param>
    /// <param name="current">The object as the cache has it now, an import that came in between included.</param>
    public IReadOnlyDictionary<string, object> Complete(ResourceView view, IReadOnlyDictionary<string, object> values, CacheEntry? current)
    {
        var whole = new Dictionary<string, object>(values, StringComparer.OrdinalIgnoreCase);
        foreach (var name in Names)
        {
            if (view.ListOf(name) is var (section, attribute) && Merge((current ?? Seen)?.Content ?? [], section, attribute, Change.Attributes.GetValueOrDefault(name)) is { } list)
                whole[name] = list;
        }

        return whole;
    }

    private static KeptList? Merge(ReadOnlySpan<byte> content, ViewSection section, WholeAttribute attribute, AttributeChange? change)
    {
        var items = content.IsEmpty ? [] : ContentList.Items(content, new ContentPath(section.Urn, attribute.Definition.Name, null));
        var added = Written(attribute, change?.Added ?? []);
        var removed = new HashSet<byte[]>(Written(attribute, change?.Removed ?? []), OctetComparer.Instance).GetAlternateLookup<ReadOnlySpan<byte>>();
        var missing = new HashSet<byte[]>(added, OctetComparer.Instance);
        var joining = missing.GetAlternateLookup<ReadOnlySpan<byte>>();
        var json = new ArrayBufferWriter<byte>((items is [] ? 0 : items[^1].To - items[0].From) + added.Sum(a => a.Length + 1) + 2);
        foreach (var (from, to) in items)
        {
            var item = content[from..to];
            if (removed.Set.Count > 0 && removed.Contains(item))
                continue;
            if (missing.Count > 0)
                joining.Remove(item);
            Append(json, item);
        }

        foreach (var item in added.Where(missing.Remove))
            Append(json, item);
        if (json.WrittenCount == 0)
            return null;
        json.Write("]"u8);
        return new KeptList(json.WrittenMemory);
    }

    private static void Append(ArrayBufferWriter<byte> json, ReadOnlySpan<byte> item)
    {
        json.Write(json.WrittenCount == 0 ? "["u8 : ","u8);
        json.Write(item);
    }

    private static List<byte[]> Written(WholeAttribute attribute, IReadOnlyList<object> values)
    {
        var items = new List<byte[]>(values.Count);
        if (values.Count == 0)
            return items;
        var buffer = new ArrayBufferWriter<byte>(256);
        using var writer = new Utf8JsonWriter(buffer, ResourceView.Options);
        foreach (var value in values)
        {
            buffer.ResetWrittenCount();
            writer.Reset(buffer);
            attribute.WriteItem(writer, value);
            writer.Flush();
            items.Add(buffer.WrittenSpan.ToArray());
        }

        return items;
    }
}
