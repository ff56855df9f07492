using Dapper;
using Sutler.Service.Directory;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.OnDemand;

/// <summary>Finds objects of the directory as people name them: by id, user principal name, name, mail address, worker id, or the id at a target.</summary>
internal sealed class ObjectFinder(Database database)
{
    public const int MostFound = 25;

    /// <summary>The one object that this id means, deleted ones too; null for none.</summary>
    /// <param name="text">An id, a user principal name, or the id of a linked object at the target.</param>
    /// <param name="jobId">Whose links count.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task<string?> ResolveAsync(string text, string? jobId, CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
        {
            var parameters = new { tenantId = Tenant.Default, text, jobId, key = UserRow.Key(text) };
            string[] questions =
            [
                "SELECT id FROM directory_user WHERE tenant_id = @tenantId AND id = @key",
                "SELECT id FROM directory_user WHERE tenant_id = @tenantId AND upn_key = @key ORDER BY CASE WHEN deleted_at IS NULL THEN 0 ELSE 1 END, id LIMIT 1",
                "SELECT source_id FROM link WHERE tenant_id = @tenantId AND (@jobId IS NULL OR job_id = @jobId) AND (target_id = @text OR source_id = @key) ORDER BY source_id LIMIT 1",
                "SELECT id FROM directory_user WHERE tenant_id = @tenantId AND employee_id = @text ORDER BY id LIMIT 1",
            ];
            foreach (var sql in questions)
            {
                if (await connection.QueryFirstOrDefaultAsync<string?>(sql, parameters) is { } id)
                    return id;
            }

            return null;
        },
        cancellationToken);

    /// <summary>Users of whom the text is part of a name, an address, or an id (S/OD-1a).</summary>
    public Task<IReadOnlyList<DirectoryUser>> SearchAsync(string text, CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
        {
            var pattern = "%" + text.ToLowerInvariant().Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal) + "%";
            var rows = connection.QueryUnbufferedAsync<UserRow>(
                $"SELECT {UserRow.Columns} FROM directory_user WHERE tenant_id = @tenantId AND (LOWER(document) LIKE @pattern ESCAPE '!' OR employee_id = @text) ORDER BY id",
                new { tenantId = Tenant.Default, pattern, text });
            var found = new List<DirectoryUser>();
            await foreach (var row in rows.WithCancellation(cancellationToken))
            {
                if (row.ToUser() is var user && Means(user, text))
                    found.Add(user);
                if (found.Count == MostFound)
                    break;
            }

            return (IReadOnlyList<DirectoryUser>)found;
        },
        cancellationToken);

    private static bool Means(DirectoryUser user, string text)
    {
        string[] names = [UserAttribute.UserPrincipalName, UserAttribute.DisplayName, "givenName", "surname", "mail", UserAttribute.EmployeeId];
        return names.Any(name => user.Attributes.GetValueOrDefault(name) is string value && value.Contains(text, StringComparison.OrdinalIgnoreCase));
    }
}
