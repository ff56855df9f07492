using Sutler.Scim.Errors;
using Sutler.Scim.Filters;

namespace Sutler.Scim.Patch;

/// <summary>Reads the path of a PATCH operation (RFC 7644 §3.5.2): <c>attrPath / valuePath [subAttr]</c>.</summary>
public static class PatchPathParser
{
    /// <summary>Reads a path; an <c>invalidPath</c> or, within brackets, an <c>invalidFilter</c> error says what is wrong with it.</summary>
    public static PatchPath Parse(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length > FilterParser.MaxLength)
            throw Error(path, $"is longer than {FilterParser.MaxLength} characters. Select fewer values with one path");
        var open = path.IndexOf('[', StringComparison.Ordinal);
        var name = open < 0 ? path.AsSpan() : path.AsSpan(0, open);
        if (!AttributePath.TryParse(name, out var attribute))
            throw Error(path, $"does not begin with the name of an attribute. Write it as {AttributePath.Form}");
        if (open < 0)
            return new PatchPath(attribute, null, null);
        if (attribute.SubAttribute is not null)
            throw Error(path, "has a filter behind a sub-attribute. Write attribute[filter].subAttribute");

        var reader = new FilterReader(path, open + 1);
        var filter = reader.ReadValueFilter();
        return new PatchPath(attribute, filter, ReadSubAttribute(path, path.AsSpan(reader.Position)));
    }

    private static string? ReadSubAttribute(string path, ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty)
            return null;
        return rest[0] == '.' && AttributePath.IsName(rest[1..])
            ? rest[1..].ToString()
            : throw Error(path, "goes on after ']' with something that is no sub-attribute. Write attribute[filter].subAttribute");
    }

    private static ScimException Error(string path, string problem) =>
        new(400, ScimErrorType.InvalidPath, $"The path '{Excerpt.Of(path)}' {problem}.");
}
