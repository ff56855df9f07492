using System.Data.Common;
using Dapper;

namespace Sutler.Service.Directory.Groups;

/// <summary>Writes groups and their feed rows within the caller's transaction. Rows that exist must have been read with a lock.</summary>
internal static class GroupWriter
{
    private const string Upsert = """
        INSERT INTO directory_group (tenant_id, id, version, display_name, mail_nickname, security_enabled, created_at, deleted_at, restored_version, document)
        VALUES (@TenantId, @Id, @Version, @DisplayName, @MailNickname, @SecurityEnabled, @CreatedAt, @DeletedAt, @RestoredVersion, @Document)
        ON CONFLICT (tenant_id, id) DO UPDATE SET
            version = excluded.version, display_name = excluded.display_name, mail_nickname = excluded.mail_nickname,
            security_enabled = excluded.security_enabled, created_at = COALESCE(directory_group.created_at, excluded.created_at),
            deleted_at = excluded.deleted_at, restored_version = COALESCE(excluded.restored_version, directory_group.restored_version),
            document = excluded.document
        """;

    /// <summary>Writes the groups as they stand, each with a position of its own, and returns the first position.</summary>
    public static async Task<long> WriteAsync(DbTransaction transaction, string tenantId, IReadOnlyList<DirectoryGroup> groups)
    {
        if (groups.Count == 0)
            return 0;
        var first = await FeedWriter.TakeAsync(transaction, tenantId, groups.Count);
        await transaction.Connection!.ExecuteAsync(Upsert, groups.Select((group, index) => Row(tenantId, group, first + index)), transaction);
        await FeedWriter.WriteAsync(
            transaction, tenantId, first, groups.Select(group => FeedEntry.Group(group.Id, group.DeletedAt is null ? FeedKind.Changed : FeedKind.Deleted)));
        return first;
    }

    /// <summary>Marks a group that has just been written as brought back.</summary>
    public static Task MarkRestoredAsync(DbTransaction transaction, string tenantId, string id) => transaction.Connection!.ExecuteAsync(
        "UPDATE directory_group SET restored_version = version WHERE tenant_id = @tenantId AND id = @id", new { tenantId, id }, transaction);

    private static object Row(string tenantId, DirectoryGroup group, long version) => new
    {
        TenantId = tenantId,
        group.Id,
        Version = version,
        group.DisplayName,
        group.MailNickname,
        SecurityEnabled = group.SecurityEnabled ? 1 : 0,
        CreatedAt = DirectoryTime.Text(group.CreatedAt),
        DeletedAt = DirectoryTime.Text(group.DeletedAt),
        group.RestoredVersion,
        Document = UserDocument.Write(group.Attributes),
    };
}
