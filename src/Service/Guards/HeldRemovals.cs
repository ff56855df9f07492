namespace Sutler.Service.Guards;

/// <summary>What a cycle must not remove now.</summary>
/// <param name="Ids">Ids of removals.</param>
internal sealed record HeldRemovals(IReadOnlySet<string> Ids)
{
    public static readonly HeldRemovals None = new(new HashSet<string>(StringComparer.Ordinal));

    public bool Holds(string sourceId) => Ids.Contains(sourceId);

    public bool Holds(string groupId, string memberId) => Ids.Contains(Removal.IdOf(groupId, memberId));
}
