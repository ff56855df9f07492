using System.Buffers;
using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Host.Cache;
using Sutler.Host.Connections;
using Sutler.Host.View;
using Sutler.Scim.Filters;
using Sutler.Scim.Patch;

namespace Sutler.Host.Gateway;

/// <summary>
/// An object without those values of its long lists that a PATCH cannot concern: what the PATCH does to the excerpt it does to the whole, and
/// adding one member to a group of 100,000 costs what adding it to a small group costs.
/// </summary>
/// <param name="Entry">The object; the one given when nothing was left out.</param>
/// <param name="Shortened">The connector's names of lists of which values were left out, so that they are never empty.</param>
internal sealed record Excerpt(CacheEntry Entry, IReadOnlySet<string> Shortened)
{
    private const int WorthIt = 16 * 1024;

    public static Excerpt Whole(CacheEntry entry) => new(entry, FrozenSet<string>.Empty);

    public static Excerpt Of(CacheEntry entry, ExposedType type, IReadOnlyList<PatchOperation> operations)
    {
        if (entry.Content.Length < WorthIt || operations.Any(o => o.Path is null))
            return Whole(entry);
        var shortened = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var content = entry.Content;
        foreach (var source in type.Schema.Attributes.Where(a => a.MultiValued))
        {
            if (type.View.ListOf(source.Name) is not var (section, attribute) || !IsOfValues(attribute) || Named(operations, attribute.Definition.Name) is not { } named)
                continue;
            if (Shorten(content, new ContentPath(section.Urn, attribute.Definition.Name, null), named) is not { } shorter)
                continue;
            content = shorter;
            shortened.Add(source.Name);
        }

        return shortened.Count == 0 ? Whole(entry) : new Excerpt(new CacheEntry(entry.Id, content, entry.Meta), shortened);
    }

    // Which value is the primary one concerns all of them.
    private static bool IsOfValues(WholeAttribute attribute) =>
        attribute.Definition.SubAttributes.Any(s => s.Name == "value") && !attribute.Definition.SubAttributes.Any(s => s.Name == "primary");

    /// <summary>The values that the operations name; null when they may concern others as well.</summary>
    private static HashSet<string>? Named(IReadOnlyList<PatchOperation> operations, string name)
    {
        // Regardless of case: which of them it is, the operation itself decides.
        var named = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var operation in operations.Where(o => o.Path!.Attribute.Attribute.Equals(name, StringComparison.OrdinalIgnoreCase)))
        {
            if (!TryName(operation, named))
                return null;
        }

        return named;
    }

    private static bool TryName(PatchOperation operation, HashSet<string> named)
    {
        var path = operation.Path!;
        if (path.SubAttribute is not null || path.Attribute.SubAttribute is not null || operation.Verb is PatchVerb.Replace)
            return false;
        if (path.ValueFilter is not null)
        {
            return operation is { Verb: PatchVerb.Remove, Value: null }
                && path.ValueFilter is ComparisonFilter { Operator: ComparisonOperator.Equal, Path: { Schema: null, SubAttribute: null } compared, Value: string only }
                && compared.Attribute.Equals("value", StringComparison.OrdinalIgnoreCase)
                && TryName(only, named);
        }

        return operation.Value switch
        {
            JsonArray several => several.All(item => TryName(item, named)),
            JsonObject only => TryName(only, named),
            _ => false,
        };
    }

    private static bool TryName(JsonNode? item, HashSet<string> named) =>
        item is JsonObject holder && ValueReader.Member(holder, "value") is JsonValue value && value.TryGetValue<string>(out var text) && TryName(text, named);

    // An object can be named in another way than by its id.
    private static bool TryName(string value, HashSet<string> named)
    {
        if (value.Length == 0 || DistinguishedName.Parse(value) is not null)
            return false;
        named.Add(value);
        return true;
    }

    private static byte[]? Shorten(ReadOnlySpan<byte> content, ContentPath path, HashSet<string> named)
    {
        var items = ContentList.Items(content, path);
        var kept = new ArrayBufferWriter<byte>();
        var left = 0;
        foreach (var (from, to) in items)
        {
            if (named.Count == 0 || !IsNamed(content[from..to], named))
            {
                left++;
                continue;
            }

            if (kept.WrittenCount > 0)
                kept.Write(","u8);
            kept.Write(content[from..to]);
        }

        return left == 0 ? null : [.. content[..items[0].From], .. kept.WrittenSpan, .. content[items[^1].To..]];
    }

    private static bool IsNamed(ReadOnlySpan<byte> item, HashSet<string> named)
    {
        var reader = new Utf8JsonReader(item);
        reader.Read();
        return reader.TokenType is not JsonTokenType.StartObject
            || (ContentReader.MoveTo(ref reader, "value"u8) && (reader.TokenType is not JsonTokenType.String || named.Contains(reader.GetString()!)));
    }
}
