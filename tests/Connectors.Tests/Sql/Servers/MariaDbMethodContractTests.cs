using Sutler.Connectors.Contract;
using Sutler.Testing.Servers;

namespace Sutler.Connectors.Tests.Sql.Servers;

public sealed class MariaDbMethodContractTests(MariaDbServer server) : SqlMethodContract
{
    protected override async ValueTask<SqlContractDatabase> OpenAsync() => await ServerContractDatabase.MariaDbAsync(server);
}
