using Sutler.Connectors.Sdk;
using Sutler.Host.Cache;

namespace Sutler.Host.Export;

/// <summary>The changes that are applied together: at most one an object.</summary>
internal sealed class ExportBatch(long number)
{
    private readonly List<PendingWrite> _writes = [];
    private readonly HashSet<(string Type, string Id)> _objects = [];

    public long Number { get; } = number;

    public IReadOnlyList<PendingWrite> Writes => _writes;

    /// <summary>One result a change, once applied.</summary>
    public ChangeResult[] Results { get; set; } = [];

    /// <summary>What the target holds now, once applied.</summary>
    public List<Sighting> Sightings { get; } = [];

    /// <summary>Whether every result is known; if not, the batch stays in the journal. Default: true.</summary>
    public bool IsSettled { get; set; } = true;

    /// <summary>Whether the write may join: its object is not in the batch yet. A write without id meets no other.</summary>
    public bool Admits(WriteIntent intent) => intent.Id is null || _objects.Add((intent.Type.Name, intent.Id));

    public void Add(PendingWrite write) => _writes.Add(write);

    public ObjectChange[] Changes() => [.. _writes.Select(w => w.Change)];

    public JournalRow[] JournalRows() => [.. _writes.Select(Row)];

    /// <summary>Answers every client with what the cache now holds, or with the error.</summary>
    public void Answer(ObjectCache cache)
    {
        for (var i = 0; i < _writes.Count; i++)
        {
            var type = _writes[i].Intent.Type;
            var entry = Results[i].Object is { } made ? cache.Set(type).Get(ScimId.Encode(made.Anchor)) : null;
            _writes[i].Complete(new WriteOutcome(entry, Results[i].Error));
        }
    }

    public void Reject(Exception reason)
    {
        foreach (var write in _writes)
            write.Fail(reason);
    }

    private JournalRow Row(PendingWrite write)
    {
        var type = write.Intent.Type;
        if (write.Intent.Id is { } id)
            return new JournalRow(Number, type.Name, id, null, null);

        // The target makes the anchor: what identifies the object until then is a unique value, or failing that any text.
        var matching = type.Schema.Attributes
            .Where(a => a is { Type: AttributeType.String, MultiValued: false, WriteOnly: false } && write.Change.Attributes.TryGetValue(a.Name, out var value) && value.Value is string)
            .OrderByDescending(a => a.Unique)
            .FirstOrDefault();
        return new JournalRow(Number, type.Name, null, matching?.Name, matching is null ? null : (string)write.Change.Attributes[matching.Name].Value!);
    }
}
