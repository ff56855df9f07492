using Sutler.Testing.Servers;

namespace Sutler.Odbc.Tests;

/// <summary>Says which of the drivers that the tests use are installed.</summary>
internal static class Drivers
{
    public static void Need(string driver)
    {
        IReadOnlyList<string> installed;
        try
        {
            installed = OdbcDataSources.Drivers();
        }
        catch (OdbcException e)
        {
            installed = [];
            Assert.Skip(e.Message);
        }

        Assert.SkipUnless(installed.Contains(driver), $"The ODBC driver '{driver}' is not installed.");
    }

    public static async Task<OdbcConnection> PostgresAsync(PostgresServer server)
    {
        Need("PostgreSQL Unicode");
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        await server.StartAsync();
        return new OdbcConnection(server.OdbcConnectionString);
    }

    public static async Task<OdbcConnection> MariaDbAsync(MariaDbServer server)
    {
        Need("MariaDB Unicode");
        Assert.SkipWhen(MariaDbServer.Missing is not null, MariaDbServer.Missing ?? "");
        await server.StartAsync();
        return new OdbcConnection(server.OdbcConnectionString);
    }
}
