using Sutler.Storage;

namespace Sutler.Service.Store;

/// <summary>What keeps a job safe: when and why it is quarantined, removals that wait for an operator, and more about failed objects.</summary>
internal static class SafetyMigration
{
    public static readonly Migration Step = new(7, "quarantine, held removals, failed objects", """
        ALTER TABLE escrow ADD COLUMN object_type TEXT NOT NULL DEFAULT 'User';
        ALTER TABLE escrow ADD COLUMN name TEXT NOT NULL DEFAULT '';
        ALTER TABLE escrow ADD COLUMN first_failed_at TEXT NOT NULL DEFAULT '';
        ALTER TABLE escrow ADD COLUMN last_failed_at TEXT NOT NULL DEFAULT '';
        CREATE INDEX escrow_due ON escrow (tenant_id, job_id, next_due);

        CREATE TABLE quarantine (
            tenant_id TEXT NOT NULL,
            job_id TEXT NOT NULL,
            state TEXT NOT NULL,
            reason TEXT NOT NULL,
            current_began TEXT NOT NULL,
            series_began TEXT NOT NULL,
            series_count INTEGER NOT NULL,
            next_attempt TEXT,
            error_code TEXT NOT NULL,
            error_message TEXT NOT NULL,
            actionable INTEGER NOT NULL,
            waiting_for TEXT,
            first_failing TEXT,
            last_exchange TEXT,
            PRIMARY KEY (tenant_id, job_id),
            FOREIGN KEY (tenant_id, job_id) REFERENCES job (tenant_id, id) ON DELETE CASCADE);

        CREATE TABLE held_removal (
            tenant_id TEXT NOT NULL,
            job_id TEXT NOT NULL,
            id TEXT NOT NULL,
            source_id TEXT NOT NULL,
            member_id TEXT,
            object_type TEXT NOT NULL,
            name TEXT NOT NULL,
            kind TEXT NOT NULL,
            state TEXT NOT NULL,
            since TEXT NOT NULL,
            decided_at TEXT,
            decided_by TEXT,
            note TEXT,
            PRIMARY KEY (tenant_id, job_id, id),
            FOREIGN KEY (tenant_id, job_id) REFERENCES job (tenant_id, id) ON DELETE CASCADE);
        CREATE INDEX held_removal_state ON held_removal (tenant_id, job_id, state);

        CREATE TABLE removal_hold (
            tenant_id TEXT NOT NULL,
            job_id TEXT NOT NULL,
            kind TEXT NOT NULL,
            began TEXT NOT NULL,
            total INTEGER NOT NULL,
            decided INTEGER NOT NULL,
            PRIMARY KEY (tenant_id, job_id, kind),
            FOREIGN KEY (tenant_id, job_id) REFERENCES job (tenant_id, id) ON DELETE CASCADE);
        """);
}
