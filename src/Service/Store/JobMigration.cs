using Sutler.Storage;

namespace Sutler.Service.Store;

/// <summary>Tables of applications, jobs and what a job keeps: links, open intents, escrow, waiting references, log rows; and of agents.</summary>
internal static class JobMigration
{
    public static readonly Migration Step = new(2, "applications, jobs, agents", """
        CREATE TABLE application (
            tenant_id TEXT NOT NULL,
            id TEXT NOT NULL,
            display_name TEXT NOT NULL,
            agent_group TEXT,
            secrets {bytes},
            created_at TEXT NOT NULL,
            PRIMARY KEY (tenant_id, id));

        CREATE TABLE job (
            tenant_id TEXT NOT NULL,
            id TEXT NOT NULL,
            application_id TEXT NOT NULL,
            template_id TEXT NOT NULL,
            code TEXT NOT NULL,
            schema_document TEXT NOT NULL,
            schema_version BIGINT NOT NULL,
            epoch BIGINT NOT NULL,
            watermark BIGINT,
            cycle TEXT,
            cursor TEXT,
            held TEXT,
            executions TEXT,
            PRIMARY KEY (tenant_id, id),
            FOREIGN KEY (tenant_id, application_id) REFERENCES application (tenant_id, id));

        CREATE TABLE link (
            tenant_id TEXT NOT NULL,
            job_id TEXT NOT NULL,
            source_id TEXT NOT NULL,
            target_id TEXT NOT NULL,
            version_sent BIGINT NOT NULL,
            version_settled BIGINT NOT NULL,
            active INTEGER NOT NULL,
            display_name TEXT,
            references_sent TEXT,
            PRIMARY KEY (tenant_id, job_id, source_id));
        CREATE UNIQUE INDEX link_target ON link (tenant_id, job_id, target_id);

        CREATE TABLE intent (
            tenant_id TEXT NOT NULL,
            job_id TEXT NOT NULL,
            source_id TEXT NOT NULL,
            action TEXT NOT NULL,
            version BIGINT NOT NULL,
            epoch BIGINT NOT NULL,
            target_id TEXT,
            matching TEXT NOT NULL,
            PRIMARY KEY (tenant_id, job_id, source_id));

        CREATE TABLE escrow (
            tenant_id TEXT NOT NULL,
            job_id TEXT NOT NULL,
            source_id TEXT NOT NULL,
            attempts INTEGER NOT NULL,
            retry_class TEXT NOT NULL,
            next_due TEXT,
            error_code TEXT NOT NULL,
            reason TEXT NOT NULL,
            PRIMARY KEY (tenant_id, job_id, source_id));

        CREATE TABLE pending_reference (
            tenant_id TEXT NOT NULL,
            job_id TEXT NOT NULL,
            source_id TEXT NOT NULL,
            attribute TEXT NOT NULL,
            referent_id TEXT,
            current_value TEXT,
            PRIMARY KEY (tenant_id, job_id, source_id, attribute));
        CREATE INDEX pending_reference_referent ON pending_reference (tenant_id, job_id, referent_id);

        CREATE TABLE accepted_removal (
            tenant_id TEXT NOT NULL,
            job_id TEXT NOT NULL,
            source_id TEXT NOT NULL,
            PRIMARY KEY (tenant_id, job_id, source_id));

        CREATE TABLE provisioning_log (
            sequence {sequence},
            tenant_id TEXT NOT NULL,
            job_id TEXT NOT NULL,
            cycle_id TEXT NOT NULL,
            at TEXT NOT NULL,
            source_id TEXT NOT NULL,
            action TEXT NOT NULL,
            status TEXT NOT NULL,
            record TEXT NOT NULL);
        CREATE INDEX provisioning_log_job ON provisioning_log (tenant_id, job_id, sequence);

        CREATE TABLE join_token (
            tenant_id TEXT NOT NULL,
            token_hash TEXT NOT NULL,
            agent_group TEXT NOT NULL,
            expires_at TEXT NOT NULL,
            redeemed_key TEXT,
            agent_id TEXT,
            PRIMARY KEY (token_hash));

        CREATE TABLE agent (
            tenant_id TEXT NOT NULL,
            id TEXT NOT NULL,
            name TEXT NOT NULL,
            agent_group TEXT NOT NULL,
            public_key TEXT NOT NULL,
            joined_at TEXT NOT NULL,
            renewed_at TEXT NOT NULL,
            expires_at TEXT NOT NULL,
            revoked INTEGER NOT NULL,
            PRIMARY KEY (tenant_id, id));
        """);
}
