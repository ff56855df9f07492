namespace Sutler.Service.Directory.Csv;

/// <summary>
/// Keeps user principal names unique without regard to case: finds the rows whose name belongs to somebody else. Two workers may exchange
/// names in one file; a row refused here keeps its old name, which may refuse another row in turn, until nothing changes any more. Pure.
/// Time: linear, since only the claims on the name of a user who stays after all are looked at again.
/// </summary>
internal sealed class NameClaims
{
    private readonly IReadOnlyDictionary<string, string> _owners;
    private readonly Dictionary<WorkerRow, NameRefusal> _refused = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, int> _leaving = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(WorkerRow Row, string ObjectId)>> _blockedBy = new(StringComparer.Ordinal);

    private NameClaims(IReadOnlyDictionary<string, string> owners) => _owners = owners;

    /// <summary>Finds the rows to refuse.</summary>
    /// <param name="claims">Rows to apply, with the id of their user.</param>
    /// <param name="owners">Who has these names now, by key.</param>
    /// <returns>Rows to refuse, with the reason.</returns>
    public static Dictionary<WorkerRow, NameRefusal> Refuse(IReadOnlyList<(WorkerRow Row, string ObjectId)> claims, IReadOnlyDictionary<string, string> owners)
    {
        var names = new NameClaims(owners);
        names.RefuseSecond(claims);
        names.RefuseBlocked(claims.Where(claim => !names._refused.ContainsKey(claim.Row)));
        return names._refused;
    }

    /// <summary>Of the rows that claim one name, one is left: the row of the user who has it, else the first.</summary>
    private void RefuseSecond(IReadOnlyList<(WorkerRow Row, string ObjectId)> claims)
    {
        var given = new Dictionary<string, (WorkerRow Row, string ObjectId)>(StringComparer.Ordinal);
        foreach (var claim in claims.OrderBy(claim => claim.Row.Line))
        {
            var key = UserRow.Key(claim.Row.UserPrincipalName);
            if (given.TryAdd(key, claim))
                continue;

            var owner = _owners.GetValueOrDefault(key);
            var second = claim;
            if (string.Equals(owner, claim.ObjectId, StringComparison.Ordinal))
                (second, given[key]) = (given[key], claim);
            _refused[second.Row] = new NameRefusal(given[key].Row, owner);
        }
    }

    /// <summary>Refuses each claim on the name of a user who does not give it up in this file.</summary>
    private void RefuseBlocked(IEnumerable<(WorkerRow Row, string ObjectId)> claims)
    {
        foreach (var claim in claims.Where(Moves))
        {
            _leaving[claim.ObjectId] = _leaving.GetValueOrDefault(claim.ObjectId) + 1;
            if (Owner(claim) is not { } owner)
                continue;
            if (!_blockedBy.TryGetValue(owner, out var blocked))
                _blockedBy[owner] = blocked = [];
            blocked.Add(claim);
        }

        var staying = new Queue<string>(_blockedBy.Keys.Where(owner => !_leaving.ContainsKey(owner)));
        while (staying.TryDequeue(out var owner))
        {
            foreach (var claim in _blockedBy.GetValueOrDefault(owner) ?? [])
            {
                _refused[claim.Row] = new NameRefusal(null, owner);
                if (--_leaving[claim.ObjectId] == 0)
                    staying.Enqueue(claim.ObjectId);
            }
        }
    }

    private bool Moves((WorkerRow Row, string ObjectId) claim) => !string.Equals(Owner(claim), claim.ObjectId, StringComparison.Ordinal);

    private string? Owner((WorkerRow Row, string ObjectId) claim) => _owners.GetValueOrDefault(UserRow.Key(claim.Row.UserPrincipalName));
}
