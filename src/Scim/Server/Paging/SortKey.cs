using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Scim.Resources;
using Sutler.Scim.Schemas;

namespace Sutler.Scim.Server.Paging;

/// <summary>The value by which a resource is sorted: text, a number (booleans and moments count as such), or nothing.</summary>
internal readonly record struct SortKey(string? Text, decimal? Number)
{
    public bool IsMissing => Text is null && Number is null;

    /// <summary>The key of a value by its attribute's type; a value of another type counts as missing.</summary>
    public static SortKey Of(SchemaAttribute attribute, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.TryGetDecimal(out var number) ? new SortKey(null, number) : default,
        JsonValueKind.True => new SortKey(null, 1),
        JsonValueKind.False => new SortKey(null, 0),
        JsonValueKind.String when attribute.Type is SchemaAttributeType.DateTime =>
            ScimDateTime.TryParse(value.GetString()!, out var moment) ? new SortKey(null, moment.UtcTicks) : default,
        JsonValueKind.String when value.GetString() is { Length: > 0 } text => new SortKey(text, null),
        _ => default,
    };

    /// <summary>From low to high; what is missing comes last.</summary>
    public static int Compare(SortKey left, SortKey right, StringComparison comparison)
    {
        if (left.Text is not null && right.Text is not null)
            return string.Compare(left.Text, right.Text, comparison);
        if (left.Number is { } one && right.Number is { } other)
            return one.CompareTo(other);
        return left.Rank.CompareTo(right.Rank);
    }

    /// <summary>The key as it stands in a cursor: text as a string, a number as one.</summary>
    public JsonNode? ToJson() => Text is not null ? JsonValue.Create(Text) : Number is { } number ? JsonValue.Create(number) : null;

    public static SortKey FromJson(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => new SortKey(value.GetString(), null),
        JsonValueKind.Number => new SortKey(null, value.GetDecimal()),
        _ => default,
    };

    private int Rank => Number is not null ? 0 : Text is not null ? 1 : 2;

    public override string ToString() => Text ?? Number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
