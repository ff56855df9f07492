using System.Text.Json;

namespace Sutler.Service.Targets;

/// <summary>What a target's ServiceProviderConfig says it can do (RFC 7643 §5, RFC 9865 §4).</summary>
internal sealed record TargetCapabilities
{
    public bool Patch { get; init; }

    public bool Bulk { get; init; }

    public int? BulkMaxOperations { get; init; }

    public bool Filter { get; init; }

    public int? MaxResults { get; init; }

    public bool Sort { get; init; }

    public bool ETag { get; init; }

    public bool Cursor { get; init; }

    public int? MaxPageSize { get; init; }

    public IReadOnlyList<string> AuthenticationSchemes { get; init; } = [];

    public IReadOnlyList<string> ResourceTypes { get; init; } = [];

    public IReadOnlyList<string> Schemas { get; init; } = [];

    public static TargetCapabilities Read(JsonElement config) => new()
    {
        Patch = Flag(config, "patch", "supported"),
        Bulk = Flag(config, "bulk", "supported"),
        BulkMaxOperations = Number(config, "bulk", "maxOperations"),
        Filter = Flag(config, "filter", "supported"),
        MaxResults = Number(config, "filter", "maxResults"),
        Sort = Flag(config, "sort", "supported"),
        ETag = Flag(config, "etag", "supported"),
        Cursor = Flag(config, "pagination", "cursor"),
        MaxPageSize = Number(config, "pagination", "maxPageSize"),
        AuthenticationSchemes = config.TryGetProperty("authenticationSchemes", out var schemes) && schemes.ValueKind is JsonValueKind.Array
            ? [.. schemes.EnumerateArray().Select(scheme => Member(scheme, "type")).Where(type => type?.ValueKind is JsonValueKind.String).Select(type => type!.Value.GetString()!)]
            : [],
    };

    private static bool Flag(JsonElement config, string part, string name) => Member(config, part) is { } section && Member(section, name)?.ValueKind is JsonValueKind.True;

    private static int? Number(JsonElement config, string part, string name) =>
        Member(config, part) is { } section && Member(section, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) ? number : null;

    private static JsonElement? Member(JsonElement item, string name)
    {
        if (item.ValueKind is not JsonValueKind.Object)
            return null;
        foreach (var member in item.EnumerateObject())
        {
            if (string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase))
                return member.Value;
        }

        return null;
    }
}
