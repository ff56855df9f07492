using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql;
using Sutler.Storage.Sqlite;

namespace Sutler.Connectors.Tests.Sql;

/// <summary>A SQLite file in a folder of its own, gone when disposed.</summary>
internal sealed class SqliteFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sutler-sql-");

    public SqliteFile(string script)
    {
        SystemSqlite.Use();
        Run(script);
    }

    public string FolderPath => _folder.FullName;

    public string FilePath => Path.Combine(FolderPath, "target.db");

    public static JsonObject Settings(string objectTypes) => new()
    {
        ["provider"] = "sqlite",
        ["dataSource"] = "target.db",
        ["commandTimeout"] = 1,
        ["objectTypes"] = JsonNode.Parse(objectTypes),
    };

    public IConnector Connect(string objectTypes) => Connect(Settings(objectTypes));

    public IConnector Connect(JsonObject settings) =>
        new SqlConnectorFactory().Create(settings, new ConnectorContext("test", FolderPath, _ => "secret", TimeProvider.System));

    public ValueTask<TargetContents> ExploreAsync()
    {
        var settings = Settings("[]");
        settings.Remove("objectTypes");
        return new SqlConnectorFactory().ExploreAsync(settings, new ConnectorContext("test", FolderPath, _ => "secret", TimeProvider.System), TestContext.Current.CancellationToken);
    }

    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = FilePath, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    public object? Run(string script)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = script;
        return command.ExecuteScalar();
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
