using Sutler.Connectors.Contract;
using Sutler.Testing.Servers;

namespace Sutler.Connectors.Tests.Sql.Servers;

public sealed class MariaDbOdbcDiscoveryContractTests(MariaDbServer server) : SqlDiscoveryContract
{
    protected override async ValueTask<SqlContractDatabase> OpenAsync() => new ServerContractDatabase(await ServerTargets.MariaDbAsync(server, "SELECT 1"), ServerContractDatabase.MariaDb);
}
