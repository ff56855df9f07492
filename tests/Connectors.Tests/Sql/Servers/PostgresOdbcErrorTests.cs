using Sutler.Testing.Servers;

namespace Sutler.Connectors.Tests.Sql.Servers;

/// <summary>On a server of its own, because it is killed.</summary>
public sealed class PostgresOdbcErrorTests : ServerErrorCases, IAsyncDisposable
{
    private readonly PostgresServer _server = new();

    protected override string LockRow => "SELECT 1 FROM \"Users\" WHERE \"Login\" = 'a' FOR UPDATE";

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    internal override Task<ServerTarget> OpenAsync() => ServerTargets.PostgresOdbcAsync(_server);

    protected override Task KillAsync() => _server.KillAsync();

    protected override Task UpAsync() => _server.UpAsync();
}
