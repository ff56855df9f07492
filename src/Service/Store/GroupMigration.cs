using Sutler.Storage;

namespace Sutler.Service.Store;

/// <summary>Tables of groups, memberships and assignments of the directory, of initial passwords, and what pruning the feed needs.</summary>
internal static class GroupMigration
{
    public static readonly Migration Step = new(3, "groups, memberships and assignments of the directory", """
        CREATE TABLE directory_group (
            tenant_id TEXT NOT NULL,
            id TEXT NOT NULL,
            version BIGINT NOT NULL,
            display_name TEXT NOT NULL,
            mail_nickname TEXT,
            security_enabled INTEGER NOT NULL,
            created_at TEXT,
            deleted_at TEXT,
            restored_version BIGINT,
            document TEXT NOT NULL,
            PRIMARY KEY (tenant_id, id));
        CREATE INDEX directory_group_name ON directory_group (tenant_id, display_name);
        CREATE INDEX directory_group_deleted ON directory_group (tenant_id, deleted_at) WHERE deleted_at IS NOT NULL;

        CREATE TABLE directory_member (
            tenant_id TEXT NOT NULL,
            group_id TEXT NOT NULL,
            member_id TEXT NOT NULL,
            member_type TEXT NOT NULL,
            version BIGINT NOT NULL,
            PRIMARY KEY (tenant_id, group_id, member_id));
        CREATE INDEX directory_member_member ON directory_member (tenant_id, member_id);

        CREATE TABLE assignment (
            tenant_id TEXT NOT NULL,
            id TEXT NOT NULL,
            application_id TEXT NOT NULL,
            principal_id TEXT NOT NULL,
            principal_type TEXT NOT NULL,
            role_id TEXT NOT NULL,
            transitive INTEGER NOT NULL,
            valid_from TEXT,
            valid_until TEXT,
            created_at TEXT NOT NULL,
            PRIMARY KEY (tenant_id, id),
            FOREIGN KEY (tenant_id, application_id) REFERENCES application (tenant_id, id) ON DELETE CASCADE);
        CREATE UNIQUE INDEX assignment_role ON assignment (tenant_id, application_id, principal_id, role_id);
        CREATE INDEX assignment_principal ON assignment (tenant_id, principal_id);
        CREATE INDEX assignment_from ON assignment (tenant_id, valid_from) WHERE valid_from IS NOT NULL;
        CREATE INDEX assignment_until ON assignment (tenant_id, valid_until) WHERE valid_until IS NOT NULL;

        ALTER TABLE application ADD COLUMN app_roles TEXT;

        ALTER TABLE directory_user ADD COLUMN created_at TEXT;
        CREATE INDEX directory_user_deleted ON directory_user (tenant_id, deleted_at) WHERE deleted_at IS NOT NULL;

        CREATE TABLE initial_password (
            tenant_id TEXT NOT NULL,
            user_id TEXT NOT NULL,
            secret {bytes} NOT NULL,
            set_at TEXT NOT NULL,
            PRIMARY KEY (tenant_id, user_id));

        ALTER TABLE directory_feed ADD COLUMN related_id TEXT;
        UPDATE directory_feed SET kind = CASE kind WHEN 'changed' THEN 'Changed' WHEN 'deleted' THEN 'Deleted' WHEN 'purged' THEN 'Purged' ELSE kind END;
        ALTER TABLE directory_counter ADD COLUMN pruned BIGINT NOT NULL DEFAULT 0;
        ALTER TABLE directory_counter ADD COLUMN assignments_seen TEXT;
        CREATE TABLE directory_feed_mark (
            tenant_id TEXT NOT NULL,
            at TEXT NOT NULL,
            position BIGINT NOT NULL,
            PRIMARY KEY (tenant_id, at));
        """);
}
