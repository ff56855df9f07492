using System.Data.Common;
using Dapper;
using Sutler.Scim.Filters;
using Sutler.Scim.Schemas;
using Sutler.Service.Inbound.Clients;

namespace Sutler.Service.Inbound.Resources;

/// <summary>Groups for lists.</summary>
internal sealed class GroupSource(InboundClient client, ResourceSchema schema) : IResourceSource
{
    private readonly GroupTable _table = new(client);

    public ResourceSchema Schema => schema;

    public string Table => "directory_group";

    public string IdColumn => "g.id";

    public DynamicParameters Parameters() => _table.Parameters();

    public string? Narrow(FilterExpression filter, DynamicParameters parameters) => new Prefilter(Lookups.OfGroup, parameters).Of(filter);

    public async Task<IReadOnlyList<ShownResource>> ReadAsync(DbConnection connection, string condition, ResourceRead read) =>
        [.. (await GroupTable.ReadAsync((connection, null), condition, read.Parameters, read.WithMembers)).Select(group => GroupView.Show(group, read.BaseUrl))];
}
