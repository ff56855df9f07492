using System.Globalization;
using Npgsql;
using Sutler.Testing.Servers;

namespace Sutler.Benchmarks.Host;

/// <summary>A PostgreSQL server of the benchmark's own, with a table of users.</summary>
internal sealed class PostgresScene : IAsyncDisposable
{
    public const string Columns = "employee_id, user_name, given_name, family_name, display_name, mail, title, department, city, active";

    private readonly PostgresServer _server = new();

    public string ConnectionString => _server.NpgsqlConnectionString;

    /// <summary>Settings of a connection to it, as YAML.</summary>
    public string Settings =>
        $$"""
          provider: postgres
          connectionString: "{{ConnectionString}}"
          objectTypes:
            - name: User
              table: users
              anchor: [employee_id]
        """;

    /// <summary>Starts it with a table of so many users.</summary>
    public static async Task<PostgresScene> StartAsync(int users)
    {
        var scene = new PostgresScene();
        await scene._server.StartAsync();
        await scene.RunAsync(
            """
            CREATE TABLE users (
                employee_id text PRIMARY KEY, user_name text NOT NULL UNIQUE, given_name text, family_name text, display_name text, mail text,
                title text, department text, city text, active boolean NOT NULL DEFAULT true)
            """);
        await scene.RunAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            INSERT INTO users SELECT 'e' || (100000 + i), 'user' || i || '@example.com', 'Given' || i % 4999, 'Family' || i % 9973,
                'Given' || i % 4999 || ' Family' || i % 9973, 'user' || i || '@example.com', 'Engineer, level ' || i % 9, 'Department ' || i % 97,
                'City ' || i % 211, i % 20 <> 0
            FROM generate_series(0, {users - 1}) i
            """));
        await scene.RunAsync("VACUUM ANALYZE users");
        return scene;
    }

    public async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
#pragma warning disable CA2100 // The benchmark's own text.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
