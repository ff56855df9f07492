using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Sutler.Conformance.Loading;

/// <summary>
/// Reads the keys of one mapping strictly: each key is taken by name, and <see cref="Close"/> refuses those that nobody asked for, with
/// file and line.
/// </summary>
internal sealed class YamlFields
{
    private readonly Dictionary<string, YamlNode> _fields = new(StringComparer.Ordinal);
    private readonly List<string> _known = [];
    private readonly YamlNode _node;

    public YamlFields(string file, YamlNode node)
    {
        File = file;
        _node = node;
        if (node is not YamlMappingNode mapping)
            throw Fault(node, "must be a mapping of keys to values");
        foreach (var (key, value) in mapping.Children)
            _fields[Scalar(key)] = value;
    }

    public string File { get; }

    public bool Has(string name) => _fields.ContainsKey(name);

    public YamlNode? Optional(string name)
    {
        _known.Add(name);
        return _fields.Remove(name, out var value) ? value : null;
    }

    public YamlNode Required(string name) => Optional(name) ?? throw Fault(_node, $"lacks the key '{name}': add it");

    public string Text(string name) => Scalar(Required(name));

    public string? OptionalText(string name) => Optional(name) is { } node ? Scalar(node) : null;

    /// <summary>The elements of a list; of a single value, that one.</summary>
    public IReadOnlyList<YamlNode> List(string name) => Optional(name) switch
    {
        null => [],
        YamlSequenceNode list => [.. list.Children],
        { } one => [one],
    };

    public IEnumerable<KeyValuePair<string, YamlNode>> Pairs(string name) =>
        Optional(name) switch
        {
            null => [],
            YamlMappingNode mapping => mapping.Children.Select(pair => KeyValuePair.Create(Scalar(pair.Key), pair.Value)),
            { } node => throw Fault(node, $"'{name}' must be a mapping of names to values"),
        };

    public void Close()
    {
        if (_fields.Count == 0)
            return;
        var (name, node) = _fields.First();
        throw Fault(node, $"has the unknown key '{name}'. Known here: {string.Join(", ", _known)}");
    }

    public string Scalar(YamlNode node) => node is YamlScalarNode { Value: { } value }
        ? value
        : throw Fault(node, "must be a plain value (put a value that begins with {{ in quotes)");

    public PackException Fault(YamlNode? node, string what) => Fault(File, (node ?? _node).Start, what);

    public static PackException Fault(string file, Mark place, string what) => new($"{file}:{place.Line}: {what}.");
}
