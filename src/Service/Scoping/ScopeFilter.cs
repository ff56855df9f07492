namespace Sutler.Service.Scoping;

/// <summary>Who is in scope: everybody without groups; else those for whom all clauses of one group hold (S/SCOPE-8, S/SCOPE-9). Pure.</summary>
internal sealed record ScopeFilter(IReadOnlyList<IReadOnlyList<ScopeClause>> Groups)
{
    public static readonly ScopeFilter Everybody = new([]);

    public bool Includes(Func<string, object?> value)
    {
        if (Groups.Count == 0)
            return true;

        foreach (var clauses in Groups)
        {
            if (clauses.All(clause => clause.Holds(value(clause.Attribute))))
                return true;
        }

        return false;
    }
}
