using System.Text;

namespace Sutler.Host.Cache;

/// <summary>Where in a content a value that can be compared stands: below an extension or not, in an attribute or in a part of it.</summary>
internal sealed class ContentPath(string? extension, string attribute, string? part, string? qualifier = null)
{
    public byte[]? Extension { get; } = Bytes(extension);

    public byte[] Attribute { get; } = Encoding.UTF8.GetBytes(attribute);

    public byte[]? Part { get; } = Bytes(part);

    /// <summary>A second part, joined to the value by a line feed where the value has it; null for none.</summary>
    public byte[]? Qualifier { get; } = Bytes(qualifier);

    /// <summary>Tells one place from another.</summary>
    public string Key { get; } = $"{extension}\n{attribute}\n{part}\n{qualifier}";

    /// <summary>The same place, with a second part.</summary>
    public ContentPath With(string secondPart) => new(extension, attribute, part, secondPart);

    private static byte[]? Bytes(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text);
}
