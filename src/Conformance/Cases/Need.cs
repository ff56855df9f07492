namespace Sutler.Conformance.Cases;

/// <summary>
/// What a server must offer for a case to apply: a feature (<c>bulk</c>), the lack of one (<c>!bulk</c>), a resource type (<c>Group</c>),
/// an attribute (<c>User.name.givenName</c>, <c>enterprise.manager</c>), or an attribute with certain characteristics
/// (<c>Group.displayName uniqueness=server|global</c>).
/// </summary>
internal sealed record Need
{
    public static readonly IReadOnlyList<string> Features = ["patch", "bulk", "filter", "sort", "etag", "changePassword", "cursor"];

    public required string Text { get; init; }

    public bool Negated { get; init; }

    /// <summary>Feature, resource type, or <c>enterprise</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>Attribute and sub-attribute; empty for a feature or a resource type.</summary>
    public IReadOnlyList<string> Attribute { get; init; } = [];

    public IReadOnlyList<KeyValuePair<string, string[]>> Characteristics { get; init; } = [];

    public bool IsFeature => Attribute.Count == 0 && Features.Contains(Subject, StringComparer.Ordinal);

    /// <summary>Reads a need as written; null when it is none.</summary>
    public static Need? TryParse(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return null;
        var negated = words[0].StartsWith('!');
        var names = words[0].TrimStart('!').Split('.');
        var characteristics = words[1..].Select(word => word.Split('=', 2)).ToList();
        if (names.Any(string.IsNullOrEmpty) || characteristics.Exists(pair => pair.Length != 2))
            return null;
        var isFeature = names.Length == 1 && Features.Contains(names[0], StringComparer.Ordinal);
        var isSubject = names[0] is "User" or "Group" or "enterprise";
        if (!(isFeature && characteristics.Count == 0) && !isSubject)
            return null;
        return new Need
        {
            Text = text,
            Negated = negated,
            Subject = names[0],
            Attribute = names[1..],
            Characteristics = [.. characteristics.Select(pair => KeyValuePair.Create(pair[0], pair[1].Split('|')))],
        };
    }
}
