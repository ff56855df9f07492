using System.Data.Common;
using Dapper;
using Sutler.Service.Directory;
using Sutler.Service.Jobs;
using Sutler.Service.Mapping;
using Sutler.Service.Planning;
using Sutler.Service.Store;

namespace Sutler.Service.Applying;

/// <summary>Loads source objects of any type, with what assignments and scoping filters make of them.</summary>
internal sealed class SourceLoader(JobContext job, Assumptions assumed)
{
    private const string Groups = """
        SELECT id AS Id, version AS Version, display_name AS DisplayName, deleted_at AS DeletedAt, document AS Document
        FROM directory_group WHERE tenant_id = @tenantId AND
        """;

    public async Task<Dictionary<string, SourceObject>> LoadAsync(DbConnection connection, IReadOnlyList<string> ids)
    {
        var parameters = new { tenantId = Tenant.Default, ids = IdList.Of(ids) };
        var found = (await connection.QueryAsync<UserRow>($"SELECT {UserRow.Columns} FROM directory_user WHERE tenant_id = @tenantId AND {IdList.In("id")}", parameters))
            .Select(row => assumed.User(row.ToUser())).OfType<DirectoryUser>().Select(user => SourceObject.Of(user, ScopeState.In)).ToList();
        if (job.Schema.For(JobSchema.Group).Enabled && found.Count < ids.Count)
            found.AddRange((await connection.QueryAsync<SourceGroupRow>($"{Groups} {IdList.In("id")}", parameters)).Select(row => row.ToSource()));

        var assigned = await AssignedAsync(connection, ids);
        return found.Select(source => Judge(source, assigned)).ToDictionary(source => source.Id, StringComparer.Ordinal);
    }

    private Task<ILookup<string, string>> AssignedAsync(DbConnection connection, IReadOnlyList<string> ids) =>
        job.UsesAssignments ? AssignmentQuery.OfAsync(connection, job, ids) : Task.FromResult(Array.Empty<string>().ToLookup(id => id, StringComparer.Ordinal));

    private SourceObject Judge(SourceObject source, ILookup<string, string> assigned)
    {
        var roles = source.Type == JobSchema.User
            ? assigned[source.Id].Distinct(StringComparer.Ordinal).Select(job.Roles.GetValueOrDefault).OfType<ComplexValue>().ToArray()
            : [];
        var known = roles.Length == 0 ? source : source.With(ScopeState.In, roles);
        var scope = ScopeOf(known, job.Settings.SyncAll || assigned.Contains(source.Id));
        return scope == ScopeState.In ? known : known.With(scope, roles);
    }

    private ScopeState ScopeOf(SourceObject source, bool assigned)
    {
        var schema = job.Schema.For(source.Type);
        if (!schema.InputScope.Includes(source.Value))
            return new ScopeState(false, "dropped by an input filter") { Assigned = assigned, Dropped = true };
        if (!assigned)
            return new ScopeState(false, "not assigned to the application") { Assigned = false };
        return schema.Scope.Includes(source.Value) ? ScopeState.In : new ScopeState(false, "out of scope by the scoping filter");
    }
}
