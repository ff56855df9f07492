using Sutler.Storage;

namespace Sutler.Service.Store;

/// <summary>Nodes, which of them has which job, and what the jobs are doing there.</summary>
internal static class OwnershipMigration
{
    /// <summary>Where the database tells nodes what to look at: a job's id, or nothing for all.</summary>
    public const string Channel = "sutler";

    public static readonly Migration Step = new(11, "nodes and job ownership", """
        CREATE TABLE node (
            id TEXT PRIMARY KEY,
            url TEXT NOT NULL,
            started_at TEXT NOT NULL,
            seen_at TEXT NOT NULL);

        ALTER TABLE job ADD COLUMN owner TEXT;
        ALTER TABLE job ADD COLUMN owner_node TEXT;

        CREATE TABLE job_progress (
            tenant_id TEXT NOT NULL,
            job_id TEXT NOT NULL,
            node_id TEXT NOT NULL,
            running INTEGER NOT NULL,
            phase TEXT NOT NULL,
            done INTEGER NOT NULL,
            total INTEGER NOT NULL,
            waiting_for TEXT,
            last_error TEXT,
            totals TEXT NOT NULL,
            updated_at TEXT NOT NULL,
            PRIMARY KEY (tenant_id, job_id));
        """)
    {
        // Every change of the directory moves the counter, so every writer wakes the nodes, and only when it commits.
        OnPostgres = $"""
            CREATE FUNCTION sutler_directory_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_notify('{Channel}', ''); RETURN NULL; END $$;
            CREATE TRIGGER directory_counter_changed AFTER INSERT OR UPDATE ON directory_counter FOR EACH ROW EXECUTE FUNCTION sutler_directory_changed();
            """,
    };
}
