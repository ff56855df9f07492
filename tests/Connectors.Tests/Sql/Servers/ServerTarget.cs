using System.Data.Common;
using System.Text.Json.Nodes;
using Sutler.Connectors.Contract;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql;

namespace Sutler.Connectors.Tests.Sql.Servers;

/// <summary>A place of its own on a database server, and a connector to it.</summary>
internal sealed class ServerTarget(DbConnection admin, JsonObject settings, Action<ServerTarget> cleanUp) : ContractTarget
{
    public const string UserType = """
        [{ "name": "User", "table": "Users", "anchor": ["Login"],
           "attributes": [{ "name": "Manager", "references": "User" }, { "name": "Stamp", "readOnly": true }] }]
        """;

    private IConnector? _connector;

    /// <summary>A connection that works in the same place.</summary>
    public DbConnection Admin => admin;

    public JsonObject Settings => settings;

    public override IConnector Connector => _connector ??= Connect(settings);

    public static IConnector Connect(JsonObject settings) =>
        new SqlConnectorFactory().Create(settings, new ConnectorContext("test", Path.GetTempPath(), _ => "secret", TimeProvider.System));

    /// <summary>Another connector to the same place, with other object types.</summary>
    public IConnector Connect(string objectTypes) => Connect(SettingsOf(objectTypes));

    /// <summary>The settings of such a connector.</summary>
    public JsonObject SettingsOf(string objectTypes)
    {
        var other = settings.DeepClone().AsObject();
        other["objectTypes"] = JsonNode.Parse(objectTypes);
        return other;
    }

    /// <summary>The same, with a folder for what the connector keeps.</summary>
    public IConnector Connect(JsonArray objectTypes, string folder)
    {
        var other = settings.DeepClone().AsObject();
        other["objectTypes"] = objectTypes;
        return new SqlConnectorFactory().Create(other, new ConnectorContext("test", folder, _ => "secret", TimeProvider.System));
    }

    /// <summary>What the place holds, by settings without object types.</summary>
    public ValueTask<TargetContents> ExploreAsync()
    {
        var access = settings.DeepClone().AsObject();
        access.Remove("objectTypes");
        return new SqlConnectorFactory().ExploreAsync(access, new ConnectorContext("test", Path.GetTempPath(), _ => "secret", TimeProvider.System), TestContext.Current.CancellationToken);
    }

    public object? Run(string text)
    {
        using var command = admin.CreateCommand();
        command.CommandText = text;
        return command.ExecuteScalar();
    }

    /// <summary>Runs a statement that may fail, for the server may have been killed.</summary>
    public void TryRun(string text)
    {
        try
        {
            Run(text);
        }
        catch (Exception e) when (e is DbException or InvalidOperationException)
        {
            TestContext.Current.SendDiagnosticMessage("'{0}' was left out: {1}", text, e.Message);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        if (_connector is not null)
            await _connector.DisposeAsync();
        cleanUp(this);
        await admin.DisposeAsync();
    }
}
