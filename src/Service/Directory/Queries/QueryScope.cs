namespace Sutler.Service.Directory.Queries;

/// <summary>Among which objects a query looks: a condition on the object's table, and its one parameter.</summary>
/// <param name="Where">The condition; its parameter is <c>@scope</c>.</param>
/// <param name="Value">The parameter; null for none.</param>
internal sealed record QueryScope(string Where, string? Value = null)
{
    public static QueryScope Live { get; } = new("deleted_at IS NULL");

    public static QueryScope Deleted { get; } = new("deleted_at IS NOT NULL");

    public static QueryScope ReportsOf(string managerId) => new("deleted_at IS NULL AND manager_id = @scope", managerId);

    /// <summary>Members of one type of a group, with <paramref name="transitive"/> those of its groups too.</summary>
    public static QueryScope MembersOf(string groupId, string memberType, bool transitive) =>
        new($"deleted_at IS NULL AND id IN (SELECT member_id FROM {MemberSql.Below(transitive)} below WHERE member_type = '{memberType}')", groupId);

    /// <summary>Groups that have the object as a member, with <paramref name="transitive"/> those above them too.</summary>
    public static QueryScope GroupsOf(string memberId, bool transitive) =>
        new($"deleted_at IS NULL AND id IN (SELECT group_id FROM {MemberSql.Above(transitive)} above)", memberId);
}
