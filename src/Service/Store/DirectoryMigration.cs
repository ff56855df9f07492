using Sutler.Storage;

namespace Sutler.Service.Store;

/// <summary>Tables of the directory, of its imports, and of the installation's own settings.</summary>
internal static class DirectoryMigration
{
    public static readonly Migration Step = new(1, "directory, imports, settings", """
        {functions}

        CREATE TABLE setting (name TEXT PRIMARY KEY, value {bytes} NOT NULL);

        CREATE TABLE directory_counter (tenant_id TEXT PRIMARY KEY, position BIGINT NOT NULL);

        CREATE TABLE directory_user (
            tenant_id TEXT NOT NULL,
            id TEXT NOT NULL,
            version BIGINT NOT NULL,
            upn_key TEXT NOT NULL,
            employee_id TEXT,
            account_enabled INTEGER NOT NULL,
            deleted_at TEXT,
            manager_id TEXT,
            manager_employee_id TEXT,
            document TEXT NOT NULL,
            PRIMARY KEY (tenant_id, id));
        CREATE UNIQUE INDEX directory_user_upn ON directory_user (tenant_id, upn_key) WHERE deleted_at IS NULL;
        CREATE INDEX directory_user_employee ON directory_user (tenant_id, employee_id) WHERE employee_id IS NOT NULL;
        CREATE INDEX directory_user_manager ON directory_user (tenant_id, manager_id) WHERE manager_id IS NOT NULL;
        CREATE INDEX directory_user_manager_employee ON directory_user (tenant_id, manager_employee_id) WHERE manager_employee_id IS NOT NULL;

        CREATE TABLE directory_feed (
            tenant_id TEXT NOT NULL,
            position BIGINT NOT NULL,
            object_type TEXT NOT NULL,
            object_id TEXT NOT NULL,
            kind TEXT NOT NULL,
            PRIMARY KEY (tenant_id, position));

        CREATE TABLE import_row (
            tenant_id TEXT NOT NULL,
            worker_id TEXT NOT NULL,
            object_id TEXT NOT NULL,
            row_hash TEXT NOT NULL,
            PRIMARY KEY (tenant_id, worker_id));
        """);
}
