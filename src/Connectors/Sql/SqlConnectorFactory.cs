using System.Text.Json.Nodes;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Discovery;
using Sutler.Connectors.Sql.Odbc;
using Sutler.Connectors.Sql.Postgres;
using Sutler.Connectors.Sql.Providers;
using Sutler.Connectors.Sql.Settings;
using Sutler.Connectors.Sql.Sqlite;

namespace Sutler.Connectors.Sql;

/// <summary>Makes connectors to SQL databases (H/SQL-50): tables, views, queries and procedures as object types.</summary>
public sealed class SqlConnectorFactory : IConnectorFactory, ITargetExplorer
{
    // Made anew for each connection: a dialect that learns its product keeps it.
    private static ISqlDialect[] Dialects => [new SqliteDialect(), new PostgresDialect(), new OdbcDialect(), new AdoDialect()];

    /// <inheritdoc/>
    public string Kind => "sql";

    /// <inheritdoc/>
    public IReadOnlyList<string> Validate(JsonObject settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        List<string> faults = [];
        _ = SqlConfigReader.Read(settings, () => Dialects, faults);
        return faults;
    }

    /// <inheritdoc/>
    public IConnector Create(JsonObject settings, ConnectorContext context)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(context);
        List<string> faults = [];
        var config = SqlConfigReader.Read(settings, () => Dialects, faults);
        if (faults.Count > 0)
        {
            var message = $"Connection '{context.ConnectionName}': {string.Join(' ', faults)}";
            throw new ConnectorException(new ConnectorError(ConnectorErrorKind.Invalid, message));
        }

        return SqlConnectors.Make(config, context);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> ValidateAccess(JsonObject settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        List<string> faults = [];
        _ = SqlConfigReader.ReadAccess(settings, () => Dialects, faults);
        return faults;
    }

    /// <inheritdoc/>
    public async ValueTask<TargetContents> ExploreAsync(JsonObject settings, ConnectorContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(context);
        List<string> faults = [];
        var config = SqlConfigReader.ReadAccess(settings, () => Dialects, faults);
        if (faults.Count > 0)
            throw new ConnectorException(new ConnectorError(ConnectorErrorKind.Invalid, string.Join(' ', faults)));
        return await Task.Run(() => new SqlExplorer(config, context).Explore(cancellationToken), cancellationToken);
    }
}
