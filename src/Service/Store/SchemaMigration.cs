using Sutler.Storage;

namespace Sutler.Service.Store;

/// <summary>Tables of versions of schemas, and of applications' own templates.</summary>
internal static class SchemaMigration
{
    public static readonly Migration Step = new(5, "versions of schemas", """
        CREATE TABLE schema_version (
            tenant_id TEXT NOT NULL,
            job_id TEXT NOT NULL,
            version BIGINT NOT NULL,
            document TEXT NOT NULL,
            origin TEXT NOT NULL,
            author TEXT NOT NULL,
            comment TEXT,
            created_at TEXT NOT NULL,
            PRIMARY KEY (tenant_id, job_id, version));

        CREATE TABLE schema_template (
            tenant_id TEXT NOT NULL,
            application_id TEXT NOT NULL,
            template_id TEXT NOT NULL,
            document TEXT NOT NULL,
            updated_at TEXT NOT NULL,
            PRIMARY KEY (tenant_id, application_id, template_id));
        """);
}
