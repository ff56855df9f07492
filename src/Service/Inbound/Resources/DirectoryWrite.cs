using System.Data.Common;
using Dapper;
using Sutler.Scim.Errors;
using Sutler.Scim.Server;
using Sutler.Service.Api;
using Sutler.Service.Directory;
using Sutler.Service.Escrow;
using Sutler.Service.Inbound.Clients;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Inbound.Resources;

/// <summary>What writes of users and groups have in common, within one transaction of the directory.</summary>
internal sealed class DirectoryWrite(InboundClient client, InboundServices services)
{
    /// <summary>When the write happens: one moment for everything in it.</summary>
    public DateTimeOffset Now { get; } = services.Time.GetUtcNow();

    /// <summary>Runs a write as one transaction; what the directory refuses is said in SCIM's words.</summary>
    public async ValueTask<ScimAnswer> RunAsync(Func<DbTransaction, Task<ScimAnswer>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await services.Changes.RunAsync(work, cancellationToken);
        }
        catch (ApiException refused)
        {
            var type = refused.Status switch { 409 => ScimErrorType.Uniqueness, 400 or 404 => ScimErrorType.InvalidValue, _ => null };
            throw new ScimException(refused.Status == 404 ? 400 : refused.Status, type, refused.Message);
        }
    }

    /// <summary>Locks an object's row; 404 where there is none.</summary>
    public static async Task LockAsync(DbTransaction transaction, string table, string id)
    {
        var found = await transaction.Connection!.QuerySingleOrDefaultAsync<string>(
            $"SELECT id FROM {table} WHERE tenant_id = @tenantId AND id = @id AND deleted_at IS NULL" + RowLock.ForUpdate(transaction), new { tenantId = Tenant.Default, id }, transaction);
        if (found is null)
            throw Missing(id);
    }

    public static ScimException Missing(string id) =>
        new(404, null, $"There is no resource with the id '{(id.Length > 200 ? id[..200] : id)}'. Look it up with a filter.");

    public static void CheckVersion(WriteRequest request, string tag)
    {
        if (request.IfMatch is { } wanted && !EntityTags.Matches(wanted, tag))
            throw new ScimException(412, null, $"The resource has version {tag}, not the one in If-Match. Read it again and repeat the change.");
    }

    public void RequireCreate()
    {
        if (client.Creates == 0)
            throw new ScimException(403, null, $"The inbound client '{client.Name}' may not create. Let it (mayCreate), or match what another client has created.");
    }

    public void RequireDelete()
    {
        if (client.Deletes == 0)
            throw new ScimException(403, null, $"The inbound client '{client.Name}' may not delete. Let it (mayDelete), or set active to false.");
    }

    /// <summary>Keeps what the client alone knows of an object.</summary>
    public Task SaveAsync(DbTransaction transaction, (string ObjectId, string State) written, StoredResource own)
    {
        const string sql = """
            INSERT INTO inbound_resource (tenant_id, client_id, object_id, external_id, modified_at, modified_state, revision, remainder)
            VALUES (@tenantId, @clientId, @objectId, @ExternalId, @now, @state, 1, @Remainder)
            ON CONFLICT (tenant_id, client_id, object_id) DO UPDATE SET
                external_id = excluded.external_id, modified_at = excluded.modified_at, modified_state = excluded.modified_state,
                revision = inbound_resource.revision + 1, remainder = excluded.remainder
            """;
        return transaction.Connection!.ExecuteAsync(
            sql,
            new
            {
                tenantId = Tenant.Default,
                clientId = client.Id,
                objectId = written.ObjectId,
                own.ExternalId,
                now = EscrowStore.Text(Now),
                state = written.State,
                own.Remainder,
            },
            transaction);
    }

    /// <summary>Refuses a name that belongs to somebody else.</summary>
    public static async Task RequireFreeNameAsync(DbTransaction transaction, DirectoryUser user)
    {
        var owner = await transaction.Connection!.QuerySingleOrDefaultAsync<string>(
            "SELECT id FROM directory_user WHERE tenant_id = @tenantId AND upn_key = @key AND deleted_at IS NULL AND id <> @id",
            new { tenantId = Tenant.Default, key = UserRow.Key(user.UserPrincipalName), id = user.Id },
            transaction);
        if (owner is not null)
            throw new ScimException(409, ScimErrorType.Uniqueness, $"The userName '{user.UserPrincipalName}' belongs to the user {owner}. Match that user, or send another name.");
    }
}
