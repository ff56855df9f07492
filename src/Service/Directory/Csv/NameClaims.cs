namespace Sutler.Service.Directory.Csv;

/// <summary>
/// Keeps user principal names unique without regard to case: finds the rows whose name belongs to somebody else. Two workers may exchange
/// names in one file; a row refused here keeps its old name, which may refuse another row in turn, until nothing changes any more. Pure.
/// </summary>
internal static class NameClaims
{
    /// <summary>Finds the rows to refuse.</summary>
    /// <param name="claims">Rows to apply, with the id of their user.</param>
    /// <param name="owners">Who has these names now, by key.</param>
    /// <returns>Rows to refuse, with the reason.</returns>
    public static Dictionary<WorkerRow, string> Refuse(IReadOnlyList<(WorkerRow Row, string ObjectId)> claims, IReadOnlyDictionary<string, string> owners)
    {
        var refused = new Dictionary<WorkerRow, string>();
        var given = new Dictionary<string, (WorkerRow Row, string ObjectId)>(StringComparer.Ordinal);
        foreach (var claim in claims.OrderBy(claim => claim.Row.Line))
            Give(claim);

        while (true)
        {
            // Whoever is refused stays where they are, so the set of those who leave only shrinks.
            var leaving = Movers();
            var blocked = claims.Where(claim => !refused.ContainsKey(claim.Row) && Blocker(claim) is { } owner && !leaving.Contains(owner)).ToList();
            if (blocked.Count == 0)
                return refused;
            foreach (var claim in blocked)
                refused[claim.Row] = $"The UserID {claim.Row.UserPrincipalName} belongs to another user of the directory ({Blocker(claim)}).";
        }

        void Give((WorkerRow Row, string ObjectId) claim)
        {
            var key = UserRow.Key(claim.Row.UserPrincipalName);
            if (given.TryAdd(key, claim))
                return;

            // The user who has the name keeps it; among newcomers the first row does.
            var first = given[key];
            var second = string.Equals(owners.GetValueOrDefault(key), claim.ObjectId, StringComparison.Ordinal) ? first : claim;
            given[key] = ReferenceEquals(second.Row, first.Row) ? claim : first;
            refused[second.Row] = $"The UserID {claim.Row.UserPrincipalName} stands in line {given[key].Row.Line} for worker {given[key].Row.WorkerId} too.";
        }

        string? Blocker((WorkerRow Row, string ObjectId) claim)
        {
            var owner = owners.GetValueOrDefault(UserRow.Key(claim.Row.UserPrincipalName));
            return owner is null || string.Equals(owner, claim.ObjectId, StringComparison.Ordinal) ? null : owner;
        }

        HashSet<string> Movers() =>
            claims.Where(claim => !refused.ContainsKey(claim.Row)
                && !string.Equals(owners.GetValueOrDefault(UserRow.Key(claim.Row.UserPrincipalName)), claim.ObjectId, StringComparison.Ordinal))
            .Select(claim => claim.ObjectId).ToHashSet(StringComparer.Ordinal);
    }
}
