using Sutler.Connectors.Contract;
using Sutler.Testing.Servers;

namespace Sutler.Connectors.Tests.Sql.Servers;

public sealed class PostgresOdbcDiscoveryContractTests(PostgresServer server) : SqlDiscoveryContract
{
    protected override async ValueTask<SqlContractDatabase> OpenAsync() => new ServerContractDatabase(await ServerTargets.PostgresOdbcAsync(server, "SELECT 1"), ServerContractDatabase.Postgres);
}
