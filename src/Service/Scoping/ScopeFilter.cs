namespace Sutler.Service.Scoping;

/// <summary>Who is in scope: everybody without groups; else those for whom all clauses of one group hold (S/SCOPE-8, S/SCOPE-9). Pure but for the clock.</summary>
internal sealed record ScopeFilter(IReadOnlyList<ScopeGroup> Groups, TimeProvider Clock)
{
    public static readonly ScopeFilter Everybody = new([], TimeProvider.System);

    public bool Includes(Func<string, object?> value)
    {
        if (Groups.Count == 0)
            return true;

        var now = Clock.GetUtcNow();
        foreach (var group in Groups)
        {
            if (group.Clauses.All(clause => clause.Judge(value, now) is true))
                return true;
        }

        return false;
    }

    /// <summary>The same with the reasons: every clause is asked, also behind one that decides.</summary>
    public ScopeVerdict Judge(Func<string, object?> value)
    {
        if (Groups.Count == 0)
            return ScopeVerdict.Everybody;

        var now = Clock.GetUtcNow();
        var included = false;
        var clauses = new List<ClauseVerdict>();
        foreach (var group in Groups)
        {
            var judged = group.Clauses.Select(clause => clause.Explain(group.Name, value, now)).ToList();
            included |= judged.TrueForAll(clause => clause.Holds);
            clauses.AddRange(judged);
        }

        return new ScopeVerdict(included, clauses);
    }
}
