namespace Sutler.Service.Scoping;

/// <summary>Why an object is in scope or not: every clause with what it says.</summary>
/// <param name="Included">Whether the object is in scope.</param>
/// <param name="Clauses">All clauses of all groups.</param>
internal sealed record ScopeVerdict(bool Included, IReadOnlyList<ClauseVerdict> Clauses)
{
    public static readonly ScopeVerdict Everybody = new(Included: true, []);

    public IEnumerable<string> Warnings => Clauses.Select(clause => clause.Warning).OfType<string>();

    /// <summary>The clauses as the provisioning log shows them (S/SCOPE-18).</summary>
    public IReadOnlyDictionary<string, bool> ToMap()
    {
        var map = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var clause in Clauses)
            map[clause.Key] = clause.Holds;
        return map;
    }
}
