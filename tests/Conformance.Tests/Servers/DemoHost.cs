using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Sutler.Conformance.Running;
using Sutler.Host;
using Sutler.Host.Connections;
using Sutler.Storage.Sqlite;

namespace Sutler.Conformance.Tests.Servers;

/// <summary>A real host on plain HTTP with the sample connection that stores every attribute of the core schemas.</summary>
public sealed class DemoHost : IAsyncLifetime
{
    public const string Token = "0123456789abcdef";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("sutler-conformance-").FullName;
    private WebApplication? _app;

    public Uri Url { get; private set; } = new("http://127.0.0.1");

    public ConformanceOptions Options => new() { BaseUrl = Url, Token = Token };

    public async ValueTask InitializeAsync()
    {
        var sample = Path.Combine(AppContext.BaseDirectory, "scim-full");
        var connections = Directory.CreateDirectory(Path.Combine(_folder, "connections")).FullName;
        File.Copy(Path.Combine(sample, "scim-full.yaml"), Path.Combine(connections, "scim-full.yaml"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "scim-full-token"), Token);
        await MakeTablesAsync(await File.ReadAllTextAsync(Path.Combine(sample, "schema.sql")));
        _app = HostRole.Create(new HostOptions { DataFolder = _folder, Port = 0, Http = true });
        await _app.StartAsync();
        Url = new Uri($"http://127.0.0.1:{HostRole.Port(_app)}/ecma2host_scim-full/scim");
        using var limit = new CancellationTokenSource(Limit);
        while (HostRole.Status(_app).Single().State != ConnectionState.Ready)
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private async Task MakeTablesAsync(string sql)
    {
        SystemSqlite.Use();
        var source = new SqliteConnectionStringBuilder { DataSource = Path.Combine(_folder, "scim-full.db"), Pooling = false };
        await using var connection = new SqliteConnection(source.ToString());
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
