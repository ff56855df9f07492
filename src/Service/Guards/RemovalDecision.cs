namespace Sutler.Service.Guards;

/// <summary>
/// Which removals of a cycle go through (S/SAFE-3). Too many new ones are held, together with those held lately, and everything that was let
/// through a short while ago counts with them: a mass removal that comes in portions is one. What an operator released goes through, what was
/// rejected does not, what is no longer leaving is forgotten. When the source takes back so much that the rest is no mass any more the rest
/// goes through, unless an operator has begun to decide one by one. Pure.
/// </summary>
internal sealed record RemovalDecision
{
    /// <summary>Newly held.</summary>
    public required IReadOnlyList<Removal> Hold { get; init; }

    /// <summary>Rows to be forgotten.</summary>
    public required IReadOnlyList<string> Forget { get; init; }

    /// <summary>New ones that go through.</summary>
    public required IReadOnlyList<string> Pass { get; init; }

    /// <summary>Everything that must not be done now.</summary>
    public required IReadOnlySet<string> Holding { get; init; }

    public static RemovalDecision Of(RemovalInput input)
    {
        var leaving = input.Leaving.Select(removal => removal.Id).ToHashSet(StringComparer.Ordinal);
        var rows = input.Rows.Where(row => leaving.Contains(row.Id)).ToDictionary(row => row.Id, StringComparer.Ordinal);
        var gone = input.Rows.Where(row => !leaving.Contains(row.Id)).Select(row => row.Id).ToList();
        var fresh = input.Leaving.Where(removal => !rows.ContainsKey(removal.Id)).ToList();
        var held = rows.Values.Where(row => row.State == RemovalState.Held).ToList();
        var counted = fresh.Select(removal => removal.Id).Union(input.Passed, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);

        if (held.Count > 0 && !input.IsDecided && !Exceeds(input, counted, held))
        {
            gone.AddRange(held.Select(row => row.Id));
            held = [];
        }

        var recent = input.IsDecided ? [] : held.Where(row => string.CompareOrdinal(row.Since, input.RecentSince) >= 0);
        List<Removal> hold = Exceeds(input, counted, recent) ? [.. fresh.Where(removal => !input.Passed.Contains(removal.Id))] : [];
        var rejected = rows.Values.Where(row => row.State == RemovalState.Rejected);
        var holding = held.Concat(rejected).Select(row => row.Id).Concat(hold.Select(removal => removal.Id)).ToHashSet(StringComparer.Ordinal);
        return new RemovalDecision { Hold = hold, Forget = gone, Pass = [.. fresh.Select(removal => removal.Id).Where(id => !holding.Contains(id))], Holding = holding };
    }

    private static bool Exceeds(RemovalInput input, HashSet<string> counted, IEnumerable<HeldRemovalRow> held) =>
        input.Guard.Holds(counted.Count + held.Count(row => !counted.Contains(row.Id)), input.Population);
}
