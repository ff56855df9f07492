using Sutler.Connectors.Contract;

namespace Sutler.Connectors.Tests.Sql;

public sealed class SqliteDiscoveryContractTests : SqlDiscoveryContract
{
    protected override ValueTask<SqlContractDatabase> OpenAsync() => ValueTask.FromResult<SqlContractDatabase>(new SqliteContractDatabase());
}
