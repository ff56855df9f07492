namespace Sutler.Service.Directory;

/// <summary>
/// What the directory knows of one type of object: its table and its attributes, by the names of the source schema (S/SCHEMA-3) and by those
/// under which Graph has the same values. Immutable.
/// </summary>
internal sealed class DirectoryType
{
    private const int MostNameLength = 128;
    private readonly Dictionary<string, DirectoryAttribute> _byName = new(StringComparer.OrdinalIgnoreCase);

    public DirectoryType(string name, string table, IEnumerable<DirectoryAttribute> attributes, IReadOnlyDictionary<string, string> aliases)
    {
        Name = name;
        Table = table;
        Aliases = aliases;
        foreach (var attribute in attributes)
            _byName[attribute.Name] = attribute;
        foreach (var (alias, attribute) in aliases)
            _byName[alias] = _byName[attribute];
    }

    /// <summary>user or group.</summary>
    public string Name { get; }

    public string Table { get; }

    public string Plural => Name + "s";

    /// <summary>Graph's names for attributes of the source schema.</summary>
    public IReadOnlyDictionary<string, string> Aliases { get; }

    /// <summary>The attribute of that name, also an extension's; null when there is none.</summary>
    public DirectoryAttribute? Find(string name)
    {
        if (_byName.TryGetValue(name, out var known))
            return known;
        const string graphs = UserAttribute.ExtensionAttributes + "/";
        if (name.StartsWith(graphs, StringComparison.OrdinalIgnoreCase))
            return _byName.GetValueOrDefault(name[graphs.Length..]);
        return IsExtension(name) ? new DirectoryAttribute(name, AttributeType.Any) : null;
    }

    /// <summary>Whether the name is an extension's that a query can name: letters, digits and _ only.</summary>
    private static bool IsExtension(string name) =>
        name.Length <= MostNameLength && name.StartsWith(UserAttribute.ExtensionPrefix, StringComparison.Ordinal)
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');
}
