using Sutler.Storage;

namespace Sutler.Service.Store;

/// <summary>Tables of inbound operations.</summary>
internal static class InboundMigration
{
    public static readonly Migration Step = new(10, "inbound operations", """
        CREATE TABLE inbound_client (
            tenant_id TEXT NOT NULL,
            id TEXT NOT NULL,
            name TEXT NOT NULL,
            token_hash TEXT NOT NULL,
            attributes TEXT,
            may_create INTEGER NOT NULL,
            may_delete INTEGER NOT NULL,
            disabled INTEGER NOT NULL,
            created_at TEXT NOT NULL,
            last_used_at TEXT,
            PRIMARY KEY (tenant_id, id));
        CREATE UNIQUE INDEX inbound_client_name ON inbound_client (tenant_id, name);
        CREATE UNIQUE INDEX inbound_client_token ON inbound_client (tenant_id, token_hash);

        CREATE TABLE inbound_resource (
            tenant_id TEXT NOT NULL,
            client_id TEXT NOT NULL,
            object_id TEXT NOT NULL,
            external_id TEXT,
            modified_at TEXT NOT NULL,
            modified_state TEXT NOT NULL,
            revision BIGINT NOT NULL,
            remainder TEXT,
            PRIMARY KEY (tenant_id, client_id, object_id),
            FOREIGN KEY (tenant_id, client_id) REFERENCES inbound_client (tenant_id, id) ON DELETE CASCADE);
        CREATE INDEX inbound_resource_external ON inbound_resource (tenant_id, client_id, external_id) WHERE external_id IS NOT NULL;

        CREATE TABLE inbound_operation (
            tenant_id TEXT NOT NULL,
            id TEXT NOT NULL,
            job_id TEXT NOT NULL,
            idempotency_key TEXT,
            body_hash TEXT NOT NULL,
            received_at TEXT NOT NULL,
            PRIMARY KEY (tenant_id, id));
        CREATE UNIQUE INDEX inbound_operation_key ON inbound_operation (tenant_id, job_id, idempotency_key) WHERE idempotency_key IS NOT NULL;
        CREATE INDEX inbound_operation_received ON inbound_operation (tenant_id, received_at);

        CREATE TABLE inbound_row (
            sequence {sequence},
            tenant_id TEXT NOT NULL,
            job_id TEXT NOT NULL,
            operation_id TEXT NOT NULL,
            position INTEGER NOT NULL,
            bulk_id TEXT,
            match_key TEXT NOT NULL,
            external_id TEXT,
            data TEXT,
            status TEXT NOT NULL,
            inactive INTEGER NOT NULL,
            accepted INTEGER NOT NULL,
            action TEXT,
            object_id TEXT,
            error_code TEXT,
            message TEXT,
            processed_at TEXT,
            FOREIGN KEY (tenant_id, operation_id) REFERENCES inbound_operation (tenant_id, id) ON DELETE CASCADE);
        CREATE INDEX inbound_row_operation ON inbound_row (tenant_id, operation_id, position);
        CREATE INDEX inbound_row_open ON inbound_row (tenant_id, job_id, status, sequence) WHERE status IN ('staged', 'held');
        CREATE INDEX inbound_row_disabled ON inbound_row (tenant_id, job_id, processed_at) WHERE action = 'disable';
        """);
}
