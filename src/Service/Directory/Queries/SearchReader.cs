using System.Text.RegularExpressions;
using Sutler.Service.Api;
using Sutler.Service.Directory.Filters;

namespace Sutler.Service.Directory.Queries;

/// <summary>Reads <c>$search</c>: <c>"attribute:text"</c>, joined by AND or OR; each looks for the text anywhere in the attribute.</summary>
internal static partial class SearchReader
{
    private const int MostLength = 1000;

    public static FilterTree? Parse(string? search, DirectoryType type)
    {
        if (string.IsNullOrWhiteSpace(search))
            return null;
        if (search.Length > MostLength || !SafeText.Is(search))
            throw ApiException.BadRequest($"$search is longer than {MostLength} characters, or holds what is no text. Shorten it.");

        FilterTree? tree = null;
        var at = 0;
        var joint = "";
        while (at < search.Length)
        {
            var match = Clause().Match(search, at);
            if (!match.Success)
                throw ApiException.BadRequest($"$search cannot be read at character {at + 1}. Write \"displayName:text\", joined by AND or OR.");
            var attribute = match.Groups["attribute"].Value;
            if (type.Find(attribute) is not { Type: AttributeType.Text })
                throw ApiException.BadRequest($"$search names '{attribute}', which is no text of a {type.Name}. Use displayName, mail or another text.");
            var node = new FilterTree.Match("contains", new FilterPath(attribute, at + 1), match.Groups["text"].Value);
            tree = tree is null ? node : joint is "AND" ? new FilterTree.And(tree, node) : new FilterTree.Or(tree, node);
            joint = match.Groups["joint"].Value.ToUpperInvariant();
            at = match.Index + match.Length;
            if (at == search.Length && joint.Length > 0)
                throw ApiException.BadRequest("$search ends with AND or OR. Take it away, or add what shall be looked for.");
        }

        return tree;
    }

    [GeneratedRegex("""\G\s*"(?<attribute>[A-Za-z0-9_]+):(?<text>[^"]+)"\s*(?:$|(?<joint>AND|OR)\b\s*)""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Clause();
}
