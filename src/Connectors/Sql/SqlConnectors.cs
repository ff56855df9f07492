using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Settings;

namespace Sutler.Connectors.Sql;

/// <summary>Makes one connector of sound settings: types of the same database share one.</summary>
internal static class SqlConnectors
{
    public static IConnector Make(SqlConfig config, ConnectorContext context)
    {
        var groups = config.ObjectTypes.GroupBy(type => type.Connection is { } own ? own with { ObjectTypes = [], OtherTypes = [] } : config with { ObjectTypes = [], OtherTypes = [] }).ToList();
        if (groups.Count == 1)
            return new SqlConnector(groups[0].Key with { ObjectTypes = config.ObjectTypes }, context);
        return new SqlPartitions([.. groups.Select(group => (
            new SqlConnector(group.Key with { ObjectTypes = [.. group], OtherTypes = [.. config.ObjectTypes.Except(group).Select(type => type.Name)] }, context),
            (IReadOnlyList<string>)[.. group.Select(type => type.Name)]))]);
    }
}
