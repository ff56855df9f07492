namespace Sutler.Host.Cache;

/// <summary>One type's objects after an import: what was imported, except where an export came in between.</summary>
/// <param name="Result">The new set, with the indexes of the old one.</param>
/// <param name="Changes">Differences to the old set.</param>
/// <param name="Dropped">How many objects are in the old set only.</param>
internal sealed record ImportMerge(ObjectSet Result, IReadOnlyList<CacheChange> Changes, int Dropped)
{
    public static ImportMerge Of(ObjectSet current, IReadOnlyDictionary<string, CacheEntry> imported, ReadTicket ticket)
    {
        var type = current.Type;
        var result = new ObjectSet(type, imported.Count);
        var changes = new List<CacheChange>(current.Count == 0 ? imported.Count : 0);
        foreach (var (id, entry) in imported)
        {
            if (ticket.Touched(type.Name, id))
                continue;
            result.Fill(entry);
            if (!ReferenceEquals(entry, current.Get(id)))
                changes.Add(new CacheChange(type.Name, id, entry));
        }

        var dropped = 0;
        foreach (var (id, entry) in current.All)
        {
            if (ticket.Touched(type.Name, id))
            {
                result.Fill(entry);
            }
            else if (!imported.ContainsKey(id))
            {
                dropped++;
                changes.Add(new CacheChange(type.Name, id, null));
            }
        }

        foreach (var attribute in current.Indexed)
            result.Index(attribute);
        return new ImportMerge(result, changes, dropped);
    }
}
