using Sutler.Connectors.Contract;
using Sutler.Testing.Servers;

namespace Sutler.Connectors.Tests.Sql.Servers;

public sealed class MariaDbChildContractTests(MariaDbServer server) : SqlChildContract
{
    protected override async ValueTask<SqlContractDatabase> OpenAsync() => await ServerContractDatabase.MariaDbAsync(server);
}
