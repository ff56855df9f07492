namespace Sutler.Service.Directory.Queries;

/// <summary>
/// Tables of memberships below and above an object, whose id is the parameter <c>@scope</c>. The transitive ones end where they have been
/// before, so circles of groups do no harm, and a deleted group leads nowhere.
/// </summary>
internal static class MemberSql
{
    private const string DirectBelow = "(SELECT member_id, member_type FROM directory_member WHERE tenant_id = @tenantId AND group_id = @scope)";
    private const string DirectAbove = "(SELECT group_id FROM directory_member WHERE tenant_id = @tenantId AND member_id = @scope)";

    private const string AllBelow = """
        (WITH RECURSIVE reach(member_id, member_type) AS (
            SELECT member_id, member_type FROM directory_member WHERE tenant_id = @tenantId AND group_id = @scope
            UNION
            SELECT m.member_id, m.member_type FROM reach r
            JOIN directory_group g ON g.tenant_id = @tenantId AND g.id = r.member_id AND g.deleted_at IS NULL
            JOIN directory_member m ON m.tenant_id = @tenantId AND m.group_id = r.member_id
            WHERE r.member_type = 'Group')
        SELECT member_id, member_type FROM reach WHERE member_id <> @scope)
        """;

    private const string AllAbove = """
        (WITH RECURSIVE reach(group_id) AS (
            SELECT group_id FROM directory_member WHERE tenant_id = @tenantId AND member_id = @scope
            UNION
            SELECT m.group_id FROM reach r
            JOIN directory_group g ON g.tenant_id = @tenantId AND g.id = r.group_id AND g.deleted_at IS NULL
            JOIN directory_member m ON m.tenant_id = @tenantId AND m.member_id = r.group_id)
        SELECT group_id FROM reach WHERE group_id <> @scope)
        """;

    /// <summary>A table of <c>member_id</c> and <c>member_type</c>.</summary>
    public static string Below(bool transitive) => transitive ? AllBelow : DirectBelow;

    /// <summary>A table of <c>group_id</c>.</summary>
    public static string Above(bool transitive) => transitive ? AllAbove : DirectAbove;
}
