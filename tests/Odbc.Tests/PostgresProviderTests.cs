using Sutler.Testing.Servers;

namespace Sutler.Odbc.Tests;

public sealed class PostgresProviderTests(PostgresServer server) : ProviderCases
{
    private readonly string _schema = $"s{Guid.NewGuid():N}";

    protected override string Product => "PostgreSQL";

    protected override string Columns =>
        "id bigint PRIMARY KEY, t text, b bytea, n numeric(12,2), f double precision, i bigint, y boolean, d date, s timestamp";

    protected override string Slow => "SELECT pg_sleep(60)";

    protected override Task<OdbcConnection> ConnectAsync() => Drivers.PostgresAsync(server);

    protected override bool IsUniqueFailure(OdbcException failure) => failure.SqlState == "23505";

    protected override void Prepare() => Run($"CREATE SCHEMA {_schema}; SET search_path = {_schema}");

    protected override void CleanUp()
    {
    }
}
