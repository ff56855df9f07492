using System.Globalization;
using Sutler.Service.Api;
using Sutler.Service.Directory.Filters;

namespace Sutler.Service.Directory.Queries;

/// <summary>What a request asks of users or groups, in Graph's query options.</summary>
internal sealed record DirectoryQuery
{
    public const int DefaultTop = 100;
    public const int MostTop = 999;
    private static readonly string[] Known = ["$filter", "$search", "$select", "$orderby", "$top", "$count", "$skiptoken", "$expand", "$format"];

    public FilterTree? Filter { get; init; }

    /// <summary>What to show; null for everything.</summary>
    public Selection? Select { get; init; }

    public DirectoryAttribute? OrderBy { get; init; }

    public bool Descending { get; init; }

    public int Top { get; init; } = DefaultTop;

    /// <summary>Where the page before ended.</summary>
    public PageToken? After { get; init; }

    public bool Count { get; init; }

    /// <summary>Whether the manager is shown whole, with what of them; null for the id alone.</summary>
    public Selection? Manager { get; init; }

    /// <summary>Reads the options of a request; those of other names are not Graph's.</summary>
    public static DirectoryQuery Parse(DirectoryType type, IEnumerable<KeyValuePair<string, string>> options)
    {
        var given = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in options)
        {
            if (name.StartsWith('$') && !Known.Contains(name, StringComparer.OrdinalIgnoreCase))
                throw ApiException.BadRequest($"The query option {name} is not known here. There are {string.Join(", ", Known)}.");
            if (value.Length > 0)
                given[name] = value;
        }

        var filter = FilterParser.Parse(given.GetValueOrDefault("$filter"));
        var search = SearchReader.Parse(given.GetValueOrDefault("$search"), type);
        var (order, descending) = Order(type, given.GetValueOrDefault("$orderby"));
        return new DirectoryQuery
        {
            Filter = filter is null || search is null ? filter ?? search : new FilterTree.And(filter, search),
            Select = Selection.Parse(type, given.GetValueOrDefault("$select")),
            OrderBy = order,
            Descending = descending,
            Top = ReadTop(given.GetValueOrDefault("$top")),
            After = PageToken.Read(given.GetValueOrDefault("$skiptoken")),
            Count = string.Equals(given.GetValueOrDefault("$count"), "true", StringComparison.OrdinalIgnoreCase),
            Manager = Expand(type, given.GetValueOrDefault("$expand")),
        };
    }

    private static int ReadTop(string? text) =>
        text is null ? DefaultTop
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var top) && top is >= 1 and <= MostTop ? top
        : throw ApiException.BadRequest($"$top must be a number from 1 to {MostTop}.");

    private static (DirectoryAttribute? Attribute, bool Descending) Order(DirectoryType type, string? text)
    {
        if (text is null)
            return (null, false);
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is not ([_] or [_, "asc" or "desc"]))
            throw ApiException.BadRequest("$orderby takes one attribute and, after it, asc or desc.");
        var attribute = type.Find(words[0]) ?? throw ApiException.BadRequest($"$orderby names '{words[0]}', which is no attribute of a {type.Name}.");
        return (attribute, words is [_, "desc"]);
    }

    private static Selection? Expand(DirectoryType type, string? text)
    {
        if (text is null)
            return null;
        const string manager = UserAttribute.Manager;
        if (type != DirectoryTypes.User || !text.StartsWith(manager, StringComparison.OrdinalIgnoreCase))
            throw ApiException.BadRequest("$expand takes manager, of users alone. Members have a path of their own.");
        var inner = text[manager.Length..];
        if (inner.Length == 0)
            return Selection.All;
        const string begin = "($select=";
        return inner.StartsWith(begin, StringComparison.OrdinalIgnoreCase) && inner.EndsWith(')')
            ? Selection.Parse(type, inner[begin.Length..^1])
            : throw ApiException.BadRequest("$expand must be written manager or manager($select=id,displayName).");
    }
}
