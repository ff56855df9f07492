using Sutler.Connectors.Contract;

namespace Sutler.Connectors.Tests.Sql.Servers;

public sealed class SqliteOdbcDiscoveryContractTests : SqlDiscoveryContract
{
    protected override ValueTask<SqlContractDatabase> OpenAsync() =>
        ValueTask.FromResult<SqlContractDatabase>(new ServerContractDatabase(ServerTargets.SqliteOdbc("SELECT 1"), new SqlContractTypes()));
}
