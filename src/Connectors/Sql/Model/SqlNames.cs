namespace Sutler.Connectors.Sql.Model;

/// <summary>The names of the values of one kind of object, or of the parts of one attribute, and their places.</summary>
internal sealed class SqlNames
{
    private readonly string[] _names;
    private readonly Dictionary<string, int> _places;

    public SqlNames(IEnumerable<string> names)
    {
        _names = [.. names];
        _places = _names.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.OrdinalIgnoreCase);
    }

    public int Count => _names.Length;

    public string this[int place] => _names[place];

    public int Find(string name) => _places.GetValueOrDefault(name, -1);
}
