using System.Globalization;
using System.Text.Json.Nodes;

namespace Sutler.Host.Connections;

/// <summary>Collects the faults of one file while its values are read, so that all are reported at once.</summary>
internal sealed class FaultList(string file)
{
    private readonly List<ConnectionFault> _faults = [];

    public IReadOnlyList<ConnectionFault> Faults => _faults;

    public bool Any => _faults.Count > 0;

    public void Add(string key, string message) => _faults.Add(new ConnectionFault(file, key, message));

    /// <summary>Reports keys that nobody reads: they are typing errors more often than not.</summary>
    public void Unknown(JsonObject owner, string path, params ReadOnlySpan<string> known)
    {
        foreach (var (key, _) in owner)
        {
            if (!known.Contains(key))
                Add(path + key, $"is not known here. Known keys: {string.Join(", ", known!)}. Correct or remove it.");
        }
    }

    public JsonObject? Section(JsonObject owner, string key)
    {
        if (owner[key] is null or JsonObject)
            return owner[key] as JsonObject;
        Add(key, "must be a mapping of keys to values. Indent its keys below it.");
        return null;
    }

    public string? Text(JsonObject owner, string path, string remedy)
    {
        var key = path[(path.LastIndexOf('.') + 1)..];
        if (owner[key] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0)
            return text;
        if (owner[key] is null && owner.ContainsKey(key) is false)
            Add(path, $"is missing. {remedy}");
        else
            Add(path, $"must be text. {remedy}");
        return null;
    }

    public decimal Number(JsonObject? owner, string path, NumberRange range)
    {
        var key = path[(path.LastIndexOf('.') + 1)..];
        if (owner is null || !owner.ContainsKey(key))
            return range.Default;
        if (owner[key] is JsonValue value && TryNumber(value, out var number) && number >= range.Least && number <= range.Most)
            return number;
        Add(path, string.Create(CultureInfo.InvariantCulture, $"must be a number from {range.Least} to {range.Most}. Remove it for the default, {range.Default}."));
        return range.Default;
    }

    /// <summary>A time span such as <c>120m</c>; the default where the key is absent or at fault.</summary>
    public TimeSpan Duration(JsonObject? owner, string path, DurationRange range)
    {
        var key = path[(path.LastIndexOf('.') + 1)..];
        if (owner is null || !owner.ContainsKey(key))
            return range.Default;
        if (DurationText.TryParse(owner[key]?.ToString() ?? "", out var value) && value >= range.Least && value <= range.Most)
            return value;
        var (least, most, usual) = (DurationText.Write(range.Least), DurationText.Write(range.Most), DurationText.Write(range.Default));
        Add(path, $"must be a time from {least} to {most}: a whole number and s, m, h or d. Write for example {usual}.");
        return range.Default;
    }

    private static bool TryNumber(JsonValue value, out decimal number)
    {
        if (value.TryGetValue(out number))
            return true;
        var whole = value.TryGetValue<long>(out var result);
        number = result;
        return whole;
    }
}
