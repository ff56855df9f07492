namespace Sutler.Host.Interchange;

/// <summary>The parameters of a connector by name, without regard to case, spaces and punctuation, which differ between releases; remembers which were used.</summary>
internal sealed class ParameterSet(IEnumerable<XmlParameter> parameters)
{
    private readonly List<(string Key, XmlParameter Parameter)> _all = [.. parameters.Select(p => (Normal(p.Name), p))];
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <summary>Those that nobody asked for and that hold something.</summary>
    public IEnumerable<XmlParameter> Unused => _all.Where(p => !_used.Contains(p.Key) && p.Parameter.Value.Length > 0 && p.Parameter.Value != "0").Select(p => p.Parameter);

    public bool Has(string name) => _all.Exists(p => p.Key == Normal(name));

    /// <summary>The value of the first of these names that has one; null when none has.</summary>
    public string? Text(params string[] names)
    {
        string? found = null;
        foreach (var key in names.Select(Normal))
        {
            foreach (var (_, parameter) in _all.Where(p => p.Key == key))
            {
                _used.Add(key);
                found ??= parameter.Value.Length > 0 ? parameter.Value : null;
            }
        }

        return found;
    }

    public bool Flag(params string[] names) => Text(names)?.Trim().ToUpperInvariant() is "1" or "TRUE";

    /// <summary>One entry a line (H/WIZ-5).</summary>
    public IReadOnlyList<string> Lines(params string[] names) =>
        Text(names)?.Split(['\r', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static string Normal(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
}
