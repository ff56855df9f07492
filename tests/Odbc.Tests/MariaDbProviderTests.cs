using Sutler.Testing.Servers;

namespace Sutler.Odbc.Tests;

public sealed class MariaDbProviderTests(MariaDbServer server) : ProviderCases
{
    private readonly string _database = $"d{Guid.NewGuid():N}";

    protected override string Product => "MariaDB";

    protected override string Columns =>
        "id bigint PRIMARY KEY, t longtext, b longblob, n decimal(12,2), f double, i bigint, y boolean, d date, s datetime(6)";

    protected override string Slow => "SELECT SLEEP(60)";

    protected override Task<OdbcConnection> ConnectAsync() => Drivers.MariaDbAsync(server);

    protected override bool IsUniqueFailure(OdbcException failure) => failure.NativeError == 1062;

    protected override void Prepare()
    {
        Run($"CREATE DATABASE {_database}");
        Run($"USE {_database}");
    }

    protected override void CleanUp()
    {
    }
}
