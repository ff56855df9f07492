using Sutler.Storage;

namespace Sutler.Service.Store;

/// <summary>Tables of plans, on-demand requests.</summary>
internal static class PlanMigration
{
    public static readonly Migration Step = new(8, "plans, on-demand requests", """
        CREATE TABLE plan (
            tenant_id TEXT NOT NULL,
            id TEXT NOT NULL,
            job_id TEXT NOT NULL,
            cause TEXT NOT NULL,
            state TEXT NOT NULL,
            schema_version BIGINT NOT NULL,
            schema_draft TEXT,
            settings_draft TEXT,
            selection TEXT NOT NULL,
            feed_position BIGINT NOT NULL,
            created_by TEXT NOT NULL,
            created_at TEXT NOT NULL,
            ended_at TEXT,
            expires_at TEXT NOT NULL,
            cursor TEXT,
            done BIGINT NOT NULL,
            total BIGINT NOT NULL,
            hash TEXT,
            signature TEXT,
            message TEXT,
            claimed_by TEXT,
            claimed_until TEXT,
            applied_by TEXT,
            apply_left BIGINT,
            follow_up TEXT,
            PRIMARY KEY (tenant_id, id));
        CREATE INDEX plan_job ON plan (tenant_id, job_id, created_at);
        CREATE INDEX plan_state ON plan (tenant_id, state);
        CREATE TABLE plan_item (
            tenant_id TEXT NOT NULL,
            plan_id TEXT NOT NULL,
            rank INTEGER NOT NULL,
            source_id TEXT NOT NULL,
            object_type TEXT NOT NULL,
            display_name TEXT NOT NULL,
            search_key TEXT NOT NULL,
            action TEXT NOT NULL,
            situation TEXT NOT NULL,
            reason TEXT NOT NULL,
            detail TEXT NOT NULL,
            attributes TEXT NOT NULL,
            source_version BIGINT NOT NULL,
            target_id TEXT,
            match_value TEXT,
            fingerprint TEXT NOT NULL,
            state TEXT NOT NULL,
            message TEXT,
            PRIMARY KEY (tenant_id, plan_id, source_id));
        CREATE INDEX plan_item_order ON plan_item (tenant_id, plan_id, rank, source_id);
        CREATE TABLE on_demand (
            tenant_id TEXT NOT NULL,
            id TEXT NOT NULL,
            job_id TEXT NOT NULL,
            state TEXT NOT NULL,
            request TEXT NOT NULL,
            created_by TEXT NOT NULL,
            created_at TEXT NOT NULL,
            expires_at TEXT NOT NULL,
            answer TEXT,
            PRIMARY KEY (tenant_id, id));
        CREATE INDEX on_demand_job ON on_demand (tenant_id, job_id, state, created_at);
        """);
}
