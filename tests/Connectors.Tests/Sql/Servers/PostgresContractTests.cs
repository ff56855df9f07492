using Sutler.Connectors.Contract;
using Sutler.Testing.Servers;

namespace Sutler.Connectors.Tests.Sql.Servers;

public sealed class PostgresContractTests(PostgresServer server) : ConnectorContract
{
    protected override async ValueTask<ContractTarget> OpenAsync() => await ServerTargets.PostgresAsync(server);
}
