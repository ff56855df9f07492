using System.Data.Common;
using System.Text.Json.Nodes;
using Sutler.Scim.Patch;
using Sutler.Scim.Resources;
using Sutler.Scim.Schemas;
using Sutler.Scim.Server;
using Sutler.Service.Directory.Groups;
using Sutler.Service.Inbound.Clients;
using Sutler.Service.Store;

namespace Sutler.Service.Inbound.Resources;

/// <summary>Groups as SCIM clients read and write them. Members change one by one, however many the group has.</summary>
internal sealed class GroupHandler(InboundClient client, InboundServices services, ResourceSchema schema) : IScimResourceHandler
{
    /// <summary>A larger group is not sent back for each change of it: the answer is 204 (RFC 7644 §3.5.2 allows both).</summary>
    private const int MostMembersAnswered = 1000;
    private const string Table = "directory_group";

    private readonly GroupTable _table = new(client);
    private readonly GroupView _view = new(client);
    private readonly DirectoryWrite _write = new(client, services);

    public ResourceSchema Schema => schema;

    public bool HoldsHidden => false;

    public ValueTask<ScimPage> ListAsync(ListRequest request, CancellationToken cancellationToken) =>
        new ResourceLister(services.Database, services.Snapshots, new GroupSource(client, schema)).ListAsync(request, cancellationToken);

    public async ValueTask<ScimAnswer> GetAsync(string id, ReadRequest request, CancellationToken cancellationToken)
    {
        var withMembers = ResourceLister.IsReturned(request, Authority.Members);
        var group = await services.Database.ReadAsync(connection => FindAsync((connection, null), id, withMembers), cancellationToken);
        return GroupView.Show(group ?? throw DirectoryWrite.Missing(id), request.BaseUrl).Answer(200);
    }

    public ValueTask<ScimAnswer> CreateAsync(JsonObject resource, WriteRequest request, CancellationToken cancellationToken)
    {
        _write.RequireCreate();
        var normalized = ResourceNormalizer.Normalize(resource, schema);
        return _write.RunAsync(
            async transaction =>
            {
                var group = new DirectoryGroup { Id = Guid.NewGuid().ToString(), Attributes = new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase), CreatedAt = _write.Now };
                var stored = _view.Take(normalized, new StoredGroup { Group = group });
                var members = client.May(Authority.Members) ? GroupView.MembersOf(normalized) : [];
                await MemberWriter.LockAsync(transaction, members);
                await GroupWriter.WriteAsync(transaction, Tenant.Default, [stored.Group]);
                if (members.Count > 0)
                    await MemberWriter.AddAsync(transaction, group.Id, members);
                return await AnswerAsync(transaction, stored, (request, 201));
            },
            cancellationToken);
    }

    public ValueTask<ScimAnswer> ReplaceAsync(string id, JsonObject resource, WriteRequest request, CancellationToken cancellationToken) =>
        ChangeAsync(id, (new MemberScope(null), shown => ResourceNormalizer.Replace(shown, resource, schema)), request, cancellationToken);

    public ValueTask<ScimAnswer> PatchAsync(string id, IReadOnlyList<PatchOperation> operations, WriteRequest request, CancellationToken cancellationToken) =>
        ChangeAsync(id, (MemberScope.Of(operations), shown => PatchApplier.Apply(shown, operations, schema).Resource), request, cancellationToken);

    public ValueTask<ScimAnswer> DeleteAsync(string id, WriteRequest request, CancellationToken cancellationToken)
    {
        _write.RequireDelete();
        return _write.RunAsync(
            async transaction =>
            {
                await DirectoryWrite.LockAsync(transaction, Table, id);
                var stored = await FindAsync((transaction.Connection!, transaction), id, withMembers: false) ?? throw DirectoryWrite.Missing(id);
                DirectoryWrite.CheckVersion(request, stored.Own.Tag(stored.State));
                await GroupWriter.WriteAsync(transaction, Tenant.Default, [stored.Group with { DeletedAt = _write.Now }]);
                return new ScimAnswer(204);
            },
            cancellationToken);
    }

    private ValueTask<ScimAnswer> ChangeAsync(string id, (MemberScope Scope, Func<JsonObject, JsonObject> Apply) change, WriteRequest request, CancellationToken cancellationToken) => _write.RunAsync(
        async transaction =>
        {
            await DirectoryWrite.LockAsync(transaction, Table, id);
            var before = await FindAsync((transaction.Connection!, transaction), id, withMembers: change.Scope.Ids is null) ?? throw DirectoryWrite.Missing(id);
            if (change.Scope.Ids is { } named)
                before = before with { Members = await GroupTable.AmongAsync(transaction, id, named) };
            var shown = GroupView.Show(before, request.BaseUrl);
            DirectoryWrite.CheckVersion(request, shown.Tag);
            var resource = change.Apply(shown.Resource);
            var after = _view.Take(resource, before);
            var moved = client.May(Authority.Members) && await MoveAsync(transaction, before, GroupView.MembersOf(resource));
            if (!AttributeText.AreEqual(before.Group.Attributes, after.Group.Attributes))
                await GroupWriter.WriteAsync(transaction, Tenant.Default, [after.Group]);
            else if (!moved && before.Own.ExternalId == after.Own.ExternalId)
                return await ShowAsync(transaction, id, (request, 200));
            return await AnswerAsync(transaction, after, (request, 200));
        },
        cancellationToken);

    private static async Task<bool> MoveAsync(DbTransaction transaction, StoredGroup before, IReadOnlyList<string> wanted)
    {
        var present = before.Members.Select(member => member.Id).ToHashSet(StringComparer.Ordinal);
        var added = wanted.Where(id => !present.Contains(id)).ToList();
        present.ExceptWith(wanted);
        if (present.Count > 0)
            await MemberWriter.RemoveAsync(transaction, before.Group.Id, [.. present]);
        if (added.Count > 0)
            await MemberWriter.AddAsync(transaction, before.Group.Id, added);
        return present.Count + added.Count > 0;
    }

    private async Task<ScimAnswer> AnswerAsync(DbTransaction transaction, StoredGroup stored, (WriteRequest Request, int Status) to)
    {
        var written = (await FindAsync((transaction.Connection!, transaction), stored.Group.Id, withMembers: false))!;
        await _write.SaveAsync(transaction, (stored.Group.Id, written.State), stored.Own);
        return await ShowAsync(transaction, stored.Group.Id, to);
    }

    private async Task<ScimAnswer> ShowAsync(DbTransaction transaction, string id, (WriteRequest Request, int Status) to)
    {
        var at = (transaction.Connection!, transaction);
        var stored = (await FindAsync(at, id, withMembers: false))!;
        if (stored.MemberCount > MostMembersAnswered && to.Status == 200)
            return new ScimAnswer(204) { Version = stored.Own.Tag(stored.State) };
        return GroupView.Show((await FindAsync(at, id, withMembers: true))!, to.Request.BaseUrl).Answer(to.Status);
    }

    private async Task<StoredGroup?> FindAsync((DbConnection Connection, DbTransaction? Transaction) at, string id, bool withMembers)
    {
        var parameters = _table.Parameters();
        parameters.Add("id", id);
        return (await GroupTable.ReadAsync(at, "g.id = @id", parameters, withMembers)).SingleOrDefault();
    }
}
