using System.Data.Common;
using Dapper;
using Sutler.Service.Planning;
using Sutler.Service.Store;

namespace Sutler.Service.Links;

/// <summary>Writes links within the caller's transaction. A target object has one link at most in a job (S/MATCH-6).</summary>
internal sealed class LinkStore(DbTransaction transaction, string jobId)
{
    private DbConnection Connection => transaction.Connection!;

    /// <summary>Claims a target object for a source object and the version to be sent; false when another source object has it.</summary>
    public async Task<bool> ClaimAsync(string sourceId, string targetId, long version)
    {
        const string sql = """
            INSERT INTO link (tenant_id, job_id, source_id, target_id, version_sent, version_settled, active)
            VALUES (@tenantId, @jobId, @sourceId, @targetId, @version, 0, 1)
            ON CONFLICT DO NOTHING
            """;
        var parameters = new { tenantId = Tenant.Default, jobId, sourceId, targetId, version };
        if (await Connection.ExecuteAsync(sql, parameters, transaction) == 1)
            return true;

        return await Connection.ExecuteAsync(
            "UPDATE link SET version_sent = @version WHERE tenant_id = @tenantId AND job_id = @jobId AND source_id = @sourceId AND target_id = @targetId",
            parameters,
            transaction) == 1;
    }

    /// <summary>Writes down that the target has what the change says; false when another source object has the target object.</summary>
    public async Task<bool> SettleAsync(Change change, string targetId)
    {
        if (!await ClaimAsync(change.SourceId, targetId, change.SourceVersion))
            return false;

        await Connection.ExecuteAsync(
            """
            UPDATE link SET version_settled = @version, active = @active, display_name = @name, references_sent = @references
            WHERE tenant_id = @tenantId AND job_id = @jobId AND source_id = @sourceId
            """,
            new
            {
                tenantId = Tenant.Default,
                jobId,
                sourceId = change.SourceId,
                version = change.SourceVersion,
                active = change.Active ? 1 : 0,
                name = change.DisplayName,
                references = LinkRow.Write(change.References),
            },
            transaction);
        return true;
    }

    public async Task RemoveAsync(string sourceId)
    {
        foreach (var table in (string[])["link", "pending_reference"])
        {
            await Connection.ExecuteAsync(
                $"DELETE FROM {table} WHERE tenant_id = @tenantId AND job_id = @jobId AND source_id = @sourceId",
                new { tenantId = Tenant.Default, jobId, sourceId },
                transaction);
        }
    }

    /// <summary>Replaces the references an object waits for.</summary>
    public async Task WaitAsync(string sourceId, IReadOnlyList<PendingReference> pending)
    {
        var parameters = new { tenantId = Tenant.Default, jobId, sourceId };
        await Connection.ExecuteAsync(
            "DELETE FROM pending_reference WHERE tenant_id = @tenantId AND job_id = @jobId AND source_id = @sourceId", parameters, transaction);
        foreach (var reference in pending)
        {
            await Connection.ExecuteAsync(
                """
                INSERT INTO pending_reference (tenant_id, job_id, source_id, attribute, referent_id, current_value)
                VALUES (@tenantId, @jobId, @sourceId, @Attribute, @ReferentId, @CurrentValue)
                """,
                new { tenantId = Tenant.Default, jobId, sourceId, reference.Attribute, reference.ReferentId, reference.CurrentValue },
                transaction);
        }
    }
}
