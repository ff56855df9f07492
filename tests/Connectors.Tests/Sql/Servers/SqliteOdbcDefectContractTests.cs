using Sutler.Connectors.Contract;

namespace Sutler.Connectors.Tests.Sql.Servers;

public sealed class SqliteOdbcDefectContractTests : SqlDefectContract
{
    protected override ValueTask<SqlContractDatabase> OpenAsync() =>
        ValueTask.FromResult<SqlContractDatabase>(new ServerContractDatabase(ServerTargets.SqliteOdbc("SELECT 1"), new SqlContractTypes()));
}
