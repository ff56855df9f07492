using System.Diagnostics.CodeAnalysis;
using Sutler.Scim.Errors;

namespace Sutler.Scim;

/// <summary>
/// The name of an attribute as filters, PATCH paths and <c>attributes</c> lists write it (RFC 7644 §3.10):
/// <c>[schema URN ":"] attribute ["." subAttribute]</c>. Names and URNs compare without regard to case.
/// </summary>
/// <param name="Schema">The schema's URN; null when the name is not qualified.</param>
/// <param name="Attribute">The attribute's name.</param>
/// <param name="SubAttribute">The sub-attribute's name; null when the whole attribute is meant.</param>
public sealed record AttributePath(string? Schema, string Attribute, string? SubAttribute)
{
    /// <summary>Reads a name; an <c>invalidPath</c> error says what is wrong with it.</summary>
    public static AttributePath Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var path)
            ? path
            : throw new ScimException(400, ScimErrorType.InvalidPath, $"'{Excerpt.Of(text)}' is not the name of an attribute. Write it as {Form}.");

    /// <summary>Reads a name, if it is one.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out AttributePath? path)
    {
        path = null;
        // A URN has colons and dots of its own (…:2.0:User): the last colon ends it, and only dots after that colon separate.
        var colon = text.LastIndexOf(':');
        var name = text[(colon + 1)..];
        var dot = name.IndexOf('.');
        var attribute = dot < 0 ? name : name[..dot];
        if (colon == 0 || (colon > 0 && !IsUrn(text[..colon])) || !IsName(attribute) || (dot >= 0 && !IsName(name[(dot + 1)..])))
            return false;
        path = new AttributePath(
            colon < 0 ? null : text[..colon].ToString(),
            attribute.ToString(),
            dot < 0 ? null : name[(dot + 1)..].ToString());
        return true;
    }

    /// <summary>Without regard to case.</summary>
    public bool Equals(AttributePath? other) =>
        other is not null
        && string.Equals(Schema, other.Schema, StringComparison.OrdinalIgnoreCase)
        && string.Equals(Attribute, other.Attribute, StringComparison.OrdinalIgnoreCase)
        && string.Equals(SubAttribute, other.SubAttribute, StringComparison.OrdinalIgnoreCase);

    /// <summary>Without regard to case.</summary>
    public override int GetHashCode() =>
        HashCode.Combine(Hash(Schema), Hash(Attribute), Hash(SubAttribute));

    /// <summary>The name as it is written on the wire.</summary>
    public override string ToString() => (Schema, SubAttribute) switch
    {
        (null, null) => Attribute,
        (null, _) => $"{Attribute}.{SubAttribute}",
        (_, null) => $"{Schema}:{Attribute}",
        _ => $"{Schema}:{Attribute}.{SubAttribute}",
    };

    internal const string Form = "attribute, attribute.subAttribute or URN:attribute (letters, digits, '-', '_' and '$')";

    // Wider than RFC 7643 §2.1 in what may begin a name: '$ref', and names such as '-dn-' that connectors have (H/SCIM-11).
    internal static bool IsName(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || char.IsDigit(text[0]))
            return false;
        foreach (var character in text)
        {
            if (!char.IsLetterOrDigit(character) && character is not ('-' or '_' or '$'))
                return false;
        }
        return true;
    }

    private static bool IsUrn(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (char.IsWhiteSpace(character) || char.IsControl(character) || char.IsSurrogate(character) || character is '[' or ']' or '(' or ')' or '"')
                return false;
        }
        return true;
    }

    private static int Hash(string? text) => text is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(text);
}
