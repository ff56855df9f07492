using Sutler.Storage;

namespace Sutler.Service.Store;

/// <summary>
/// Tables of accounts, sessions, API tokens and audit; what the API shows of applications; and columns by which the provisioning log is
/// searched. Ids are unique by themselves, so the log's indexes do without the tenant.
/// </summary>
internal static class AccountMigration
{
    public static readonly Migration Step = new(6, "accounts, API tokens, audit", """
        CREATE TABLE account (
            tenant_id TEXT NOT NULL,
            id TEXT NOT NULL,
            name TEXT NOT NULL,
            name_key TEXT NOT NULL,
            display_name TEXT NOT NULL,
            role TEXT NOT NULL,
            password_hash TEXT NOT NULL,
            disabled INTEGER NOT NULL,
            failures INTEGER NOT NULL,
            locked_until TEXT,
            created_at TEXT NOT NULL,
            last_sign_in_at TEXT,
            PRIMARY KEY (tenant_id, id));
        CREATE UNIQUE INDEX account_name ON account (tenant_id, name_key);

        CREATE TABLE account_session (
            token_hash TEXT NOT NULL,
            tenant_id TEXT NOT NULL,
            account_id TEXT NOT NULL,
            created_at TEXT NOT NULL,
            expires_at TEXT NOT NULL,
            PRIMARY KEY (token_hash));
        CREATE INDEX account_session_account ON account_session (tenant_id, account_id);

        CREATE TABLE api_token (
            tenant_id TEXT NOT NULL,
            id TEXT NOT NULL,
            token_hash TEXT NOT NULL,
            name TEXT NOT NULL,
            role TEXT NOT NULL,
            scopes TEXT NOT NULL,
            created_at TEXT NOT NULL,
            created_by TEXT NOT NULL,
            expires_at TEXT NOT NULL,
            last_used_at TEXT,
            revoked_at TEXT,
            PRIMARY KEY (tenant_id, id));
        CREATE UNIQUE INDEX api_token_hash ON api_token (token_hash);

        CREATE TABLE audit (
            tenant_id TEXT NOT NULL,
            position BIGINT NOT NULL,
            id TEXT NOT NULL,
            at TEXT NOT NULL,
            activity TEXT NOT NULL,
            category TEXT NOT NULL,
            actor_id TEXT NOT NULL,
            actor_name TEXT NOT NULL,
            actor_kind TEXT NOT NULL,
            target_type TEXT NOT NULL,
            target_id TEXT NOT NULL,
            target_name TEXT NOT NULL,
            request_id TEXT NOT NULL,
            reason TEXT NOT NULL,
            difference TEXT NOT NULL,
            hash TEXT NOT NULL,
            PRIMARY KEY (tenant_id, position));
        CREATE INDEX audit_target ON audit (tenant_id, target_id, position);
        CREATE INDEX audit_actor ON audit (tenant_id, actor_id, position);
        CREATE UNIQUE INDEX audit_id ON audit (tenant_id, id);

        CREATE TABLE audit_head (
            tenant_id TEXT NOT NULL,
            position BIGINT NOT NULL,
            hash TEXT NOT NULL,
            PRIMARY KEY (tenant_id));

        ALTER TABLE application ADD COLUMN app_id TEXT;
        ALTER TABLE application ADD COLUMN template_id TEXT;
        ALTER TABLE application ADD COLUMN notes TEXT;
        ALTER TABLE application ADD COLUMN account_enabled INTEGER NOT NULL DEFAULT 1;
        UPDATE application SET app_id = id;
        CREATE UNIQUE INDEX application_app_id ON application (tenant_id, app_id);

        ALTER TABLE provisioning_log ADD COLUMN source_name TEXT;
        ALTER TABLE provisioning_log ADD COLUMN target_id TEXT;
        ALTER TABLE provisioning_log ADD COLUMN error_code TEXT;
        ALTER TABLE provisioning_log ADD COLUMN change_id TEXT;
        ALTER TABLE provisioning_log ADD COLUMN repeats INTEGER NOT NULL DEFAULT 0;
        CREATE TABLE logged_job (
            tenant_id TEXT NOT NULL,
            job_id TEXT NOT NULL,
            application_id TEXT NOT NULL,
            application_name TEXT NOT NULL,
            PRIMARY KEY (tenant_id, job_id));
        CREATE INDEX provisioning_log_source ON provisioning_log (source_id, sequence);
        CREATE INDEX provisioning_log_target ON provisioning_log (target_id, sequence) WHERE target_id IS NOT NULL;
        CREATE INDEX provisioning_log_cycle ON provisioning_log (cycle_id, sequence);
        CREATE INDEX provisioning_log_at ON provisioning_log (at);
        CREATE INDEX provisioning_log_failure ON provisioning_log (sequence) WHERE status = 'failure';
        CREATE INDEX provisioning_log_warning ON provisioning_log (sequence) WHERE status = 'warning';
        """);
}
