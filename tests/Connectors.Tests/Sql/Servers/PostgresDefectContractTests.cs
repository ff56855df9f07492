using Sutler.Connectors.Contract;
using Sutler.Testing.Servers;

namespace Sutler.Connectors.Tests.Sql.Servers;

public sealed class PostgresDefectContractTests(PostgresServer server) : SqlDefectContract
{
    protected override async ValueTask<SqlContractDatabase> OpenAsync() => await ServerContractDatabase.PostgresAsync(server);
}
