using Sutler.Connectors.Contract;

namespace Sutler.Connectors.Tests.Sql;

public sealed class SqliteChildContractTests : SqlChildContract
{
    protected override ValueTask<SqlContractDatabase> OpenAsync() => ValueTask.FromResult<SqlContractDatabase>(new SqliteContractDatabase());
}
