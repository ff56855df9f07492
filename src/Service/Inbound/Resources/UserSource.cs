using System.Data.Common;
using Dapper;
using Sutler.Scim.Filters;
using Sutler.Scim.Schemas;
using Sutler.Service.Inbound.Clients;

namespace Sutler.Service.Inbound.Resources;

/// <summary>Users for lists.</summary>
internal sealed class UserSource(InboundClient client, ResourceSchema schema) : IResourceSource
{
    private readonly UserTable _table = new(client);

    public ResourceSchema Schema => schema;

    public string Table => "directory_user";

    public string IdColumn => "u.id";

    public DynamicParameters Parameters() => _table.Parameters();

    public string? Narrow(FilterExpression filter, DynamicParameters parameters) => new Prefilter(Lookups.OfUser, parameters).Of(filter);

    public async Task<IReadOnlyList<ShownResource>> ReadAsync(DbConnection connection, string condition, ResourceRead read) =>
        [.. (await UserTable.ReadAsync((connection, null), condition, read.Parameters)).Select(user => UserView.Show(user, read.BaseUrl))];
}
