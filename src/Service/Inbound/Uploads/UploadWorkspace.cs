using System.Data.Common;
using Dapper;
using Sutler.Service.Directory;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Inbound.Uploads;

/// <summary>
/// The part of the directory that a batch of records is about, read and locked once: the users matched, those a new worker's id may belong
/// to, and who has the names. Each plan sees what the plans before it leave behind.
/// </summary>
internal sealed class UploadWorkspace
{
    private readonly Dictionary<string, DirectoryUser> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DirectoryUser> _changed = new(StringComparer.Ordinal);
    private readonly bool _byEmployee;

    private UploadWorkspace(bool byEmployee) => _byEmployee = byEmployee;

    /// <summary>The users to write, each as the last plan leaves them.</summary>
    public IReadOnlyList<DirectoryUser> Changed => [.. _changed.Values];

    /// <param name="transaction">The batch's.</param>
    /// <param name="byEmployee">Whether users are found by employeeId, else by name.</param>
    /// <param name="wanted">What the records are matched by, and the names that they may give.</param>
    public static async Task<UploadWorkspace> LoadAsync(DbTransaction transaction, bool byEmployee, (IReadOnlyCollection<string> Keys, IReadOnlyCollection<string> Names) wanted)
    {
        var space = new UploadWorkspace(byEmployee);
        var condition = byEmployee ? $"({IdList.In("employee_id")} OR {IdList.In("id", "@workers")})" : IdList.In("upn_key");
        var workers = byEmployee ? wanted.Keys.Select(key => ObjectId.OfWorker(Tenant.Default, key)) : [];
        var rows = await transaction.Connection!.QueryAsync<UserRow>(
            $"SELECT {UserRow.Columns} FROM directory_user WHERE tenant_id = @tenantId AND {condition} ORDER BY id" + RowLock.ForUpdate(transaction),
            new { tenantId = Tenant.Default, ids = IdList.Of(wanted.Keys), workers = IdList.Of(workers) },
            transaction);
        foreach (var row in rows)
            space.Take(row.ToUser());
        var owners = await transaction.Connection!.QueryAsync<(string Name, string Id)>(
            $"SELECT upn_key, id FROM directory_user WHERE tenant_id = @tenantId AND deleted_at IS NULL AND {IdList.In("upn_key")}",
            new { tenantId = Tenant.Default, ids = IdList.Of(wanted.Names.Select(UserRow.Key)) },
            transaction);
        foreach (var (name, id) in owners)
            space._names[name] = id;
        return space;
    }

    /// <summary>The users that a record is about.</summary>
    public IReadOnlyList<DirectoryUser> Matches(string key) => [.. _users.Values.Where(user =>
        user.DeletedAt is null && (_byEmployee ? string.Equals(user.EmployeeId, key, StringComparison.Ordinal) : UserRow.Key(user.UserPrincipalName) == key))];

    /// <summary>A user to make for a worker whom nobody matches; null where the worker's id belongs to somebody who is there.</summary>
    public DirectoryUser? ForWorker(string workerId)
    {
        var id = ObjectId.OfWorker(Tenant.Default, workerId);
        if (!_users.TryGetValue(id, out var known))
            return new DirectoryUser { Id = id, Attributes = new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase) };
        return known.DeletedAt is null ? null : known;
    }

    /// <summary>Who has a name; null for nobody.</summary>
    public string? OwnerOf(string name) => _names.GetValueOrDefault(UserRow.Key(name));

    public void Put(DirectoryUser user)
    {
        if (_users.TryGetValue(user.Id, out var before) && OwnerOf(before.UserPrincipalName) == user.Id)
            _names.Remove(UserRow.Key(before.UserPrincipalName));
        Take(user);
        _changed[user.Id] = user;
    }

    private void Take(DirectoryUser user)
    {
        _users[user.Id] = user;
        if (user.DeletedAt is null)
            _names[UserRow.Key(user.UserPrincipalName)] = user.Id;
    }
}
