using Sutler.Connectors.Contract;

namespace Sutler.Connectors.Tests.Sql.Servers;

public sealed class SqliteOdbcContractTests : ConnectorContract
{
    protected override ValueTask<ContractTarget> OpenAsync() => ValueTask.FromResult<ContractTarget>(ServerTargets.SqliteOdbc());
}
