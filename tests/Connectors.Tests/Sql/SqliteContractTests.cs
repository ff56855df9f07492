using Sutler.Connectors.Contract;

namespace Sutler.Connectors.Tests.Sql;

public sealed class SqliteContractTests : ConnectorContract
{
    protected override ValueTask<ContractTarget> OpenAsync() => ValueTask.FromResult<ContractTarget>(new SqliteContractTarget());
}
