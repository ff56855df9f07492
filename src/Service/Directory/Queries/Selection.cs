using Sutler.Service.Api;

namespace Sutler.Service.Directory.Queries;

/// <summary>Which attributes of an object to show, spelled as the client did.</summary>
/// <param name="Names">The names; empty for all.</param>
internal sealed record Selection(IReadOnlyList<string> Names)
{
    private const int Most = 200;
    private static readonly string[] References = [UserAttribute.Manager, "members", UserAttribute.ExtensionAttributes, "businessPhones"];

    public static Selection All { get; } = new([]);

    public bool IsAll => Names.Count == 0;

    public bool Has(string name) => Names.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The selection; null when nothing is said.</summary>
    public static Selection? Parse(DirectoryType type, string? text)
    {
        if (text is null)
            return null;
        var names = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (names.Count is 0 or > Most)
            throw ApiException.BadRequest($"$select takes 1 to {Most} attributes, separated by commas.");
        var unknown = names.Find(name => type.Find(name) is null && !References.Contains(name, StringComparer.OrdinalIgnoreCase) && name != "*");
        if (unknown is not null)
            throw ApiException.BadRequest($"$select names '{unknown}', which is no attribute of a {type.Name}. Use names of the directory, or such as start with {UserAttribute.ExtensionPrefix}.");
        return names.Contains("*") ? All : new Selection(names);
    }

    /// <summary>The selection for one type of several: names that it does not have are left out.</summary>
    public static Selection? ParseLoosely(DirectoryType type, string? text)
    {
        if (text is null)
            return null;
        var names = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(name => type.Find(name) is not null || References.Contains(name, StringComparer.OrdinalIgnoreCase)).Take(Most);
        return new Selection(names.Distinct(StringComparer.OrdinalIgnoreCase).ToList() is { Count: > 0 } known ? known : ["id"]);
    }
}
