namespace Sutler.Service.Scoping;

/// <summary>One filter: all its clauses must hold (S/SCOPE-8).</summary>
internal sealed record ScopeGroup(string Name, IReadOnlyList<ScopeClause> Clauses);
