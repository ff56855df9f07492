using System.Data.Common;
using System.Text.Json.Nodes;
using Dapper;
using Sutler.Scim.Errors;
using Sutler.Scim.Patch;
using Sutler.Scim.Resources;
using Sutler.Scim.Schemas;
using Sutler.Scim.Server;
using Sutler.Service.Directory;
using Sutler.Service.Inbound.Clients;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Inbound.Resources;

/// <summary>Users as SCIM clients read and write them. Each write is one transaction: user, feed, and what the client alone knows.</summary>
internal sealed class UserHandler(InboundClient client, InboundServices services, ResourceSchema schema) : IScimResourceHandler
{
    private const string Table = "directory_user";
    private readonly UserTable _table = new(client);
    private readonly UserView _view = new(client);
    private readonly DirectoryWrite _write = new(client, services);

    public ResourceSchema Schema => schema;

    public bool HoldsHidden => false;

    public ValueTask<ScimPage> ListAsync(ListRequest request, CancellationToken cancellationToken) =>
        new ResourceLister(services.Database, services.Snapshots, new UserSource(client, schema)).ListAsync(request, cancellationToken);

    public async ValueTask<ScimAnswer> GetAsync(string id, ReadRequest request, CancellationToken cancellationToken)
    {
        var user = await services.Database.ReadAsync(connection => FindAsync((connection, null), id), cancellationToken);
        return UserView.Show(user ?? throw DirectoryWrite.Missing(id), request.BaseUrl).Answer(200);
    }

    public ValueTask<ScimAnswer> CreateAsync(JsonObject resource, WriteRequest request, CancellationToken cancellationToken)
    {
        _write.RequireCreate();
        var normalized = ResourceNormalizer.Normalize(resource, schema);
        return _write.RunAsync(
            async transaction =>
            {
                var empty = new DirectoryUser { Id = Guid.NewGuid().ToString(), Attributes = new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase), CreatedAt = _write.Now };
                var stored = _view.Take(normalized, new StoredUser { User = empty });
                return UserView.Show(await WriteAsync(transaction, null, stored), request.BaseUrl).Answer(201);
            },
            cancellationToken);
    }

    public ValueTask<ScimAnswer> ReplaceAsync(string id, JsonObject resource, WriteRequest request, CancellationToken cancellationToken) =>
        ChangeAsync(id, shown => ResourceNormalizer.Replace(shown, resource, schema), request, cancellationToken);

    public ValueTask<ScimAnswer> PatchAsync(string id, IReadOnlyList<PatchOperation> operations, WriteRequest request, CancellationToken cancellationToken) =>
        ChangeAsync(id, shown => PatchApplier.Apply(shown, operations, schema).Resource, request, cancellationToken);

    /// <summary>A deleted user can be restored for a while; jobs take them out of use at once (S/SRC-5).</summary>
    public ValueTask<ScimAnswer> DeleteAsync(string id, WriteRequest request, CancellationToken cancellationToken)
    {
        _write.RequireDelete();
        return _write.RunAsync(
            async transaction =>
            {
                await DirectoryWrite.LockAsync(transaction, Table, id);
                var stored = await FindAsync((transaction.Connection!, transaction), id) ?? throw DirectoryWrite.Missing(id);
                DirectoryWrite.CheckVersion(request, stored.Own.Tag(stored.State));
                var deleted = stored.User with { DeletedAt = _write.Now };
                await DirectoryWriter.WriteAsync(transaction, Tenant.Default, [deleted]);
                await ManagerResolver.ResolveAsync(transaction, Tenant.Default, [deleted]);
                return new ScimAnswer(204);
            },
            cancellationToken);
    }

    private ValueTask<ScimAnswer> ChangeAsync(string id, Func<JsonObject, JsonObject> change, WriteRequest request, CancellationToken cancellationToken) => _write.RunAsync(
        async transaction =>
        {
            await DirectoryWrite.LockAsync(transaction, Table, id);
            var before = await FindAsync((transaction.Connection!, transaction), id) ?? throw DirectoryWrite.Missing(id);
            var shown = UserView.Show(before, request.BaseUrl);
            DirectoryWrite.CheckVersion(request, shown.Tag);
            var after = _view.Take(change(shown.Resource), before);
            return UserView.IsSame(before, after) ? shown.Answer(200) : UserView.Show(await WriteAsync(transaction, before, after), request.BaseUrl).Answer(200);
        },
        cancellationToken);

    private async Task<StoredUser> WriteAsync(DbTransaction transaction, StoredUser? before, StoredUser after)
    {
        var user = after.User;
        if (user.UserPrincipalName.Length == 0)
            throw new ScimException(400, ScimErrorType.InvalidValue, $"A user needs a userName, which the inbound client '{client.Name}' has not sent or may not write (userPrincipalName).");
        if (before is null || !UserView.AreSame(before.User, user))
        {
            await DirectoryWrite.RequireFreeNameAsync(transaction, user);
            if (user.ManagerId is { } manager && manager != before?.User.ManagerId)
                await RequireManagerAsync(transaction, manager);
            await DirectoryWriter.WriteAsync(transaction, Tenant.Default, [user]);
            await ManagerResolver.ResolveAsync(transaction, Tenant.Default, [user]);
        }

        var at = (transaction.Connection!, transaction);
        var written = (await FindAsync(at, user.Id))!;
        await _write.SaveAsync(transaction, (user.Id, written.State), after.Own);
        return (await FindAsync(at, user.Id))!;
    }

    private static async Task RequireManagerAsync(DbTransaction transaction, string managerId)
    {
        var found = await transaction.Connection!.QuerySingleOrDefaultAsync<string>(
            "SELECT id FROM directory_user WHERE tenant_id = @tenantId AND id = @managerId AND deleted_at IS NULL" + RowLock.ForUpdate(transaction),
            new { tenantId = Tenant.Default, managerId },
            transaction);
        if (found is null)
            throw new ScimException(400, ScimErrorType.InvalidValue, $"The manager '{(managerId.Length > 60 ? managerId[..60] : managerId)}' is the id of no user here. Create the manager first, and send the id that the answer names.");
    }

    private async Task<StoredUser?> FindAsync((DbConnection Connection, DbTransaction? Transaction) at, string id)
    {
        var parameters = _table.Parameters();
        parameters.Add("id", id);
        return (await UserTable.ReadAsync(at, "u.id = @id", parameters)).SingleOrDefault();
    }
}
