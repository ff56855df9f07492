using System.Data.Common;
using System.Globalization;

namespace Sutler.Odbc.Tests;

public sealed class SqliteProviderTests : ProviderCases
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sutler-odbc-");

    protected override string Product => "SQLite";

    protected override string Columns =>
        "id bigint NOT NULL PRIMARY KEY, t text, b blob, n decimal(12,2), f double, i bigint, y boolean, d date, s timestamp";

    protected override string Slow => "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c";

    protected override Task<OdbcConnection> ConnectAsync()
    {
        Drivers.Need("SQLite3");
        return Task.FromResult(new OdbcConnection($"Driver=SQLite3;Database={Path.Combine(_folder.FullName, "test.db")}"));
    }

    protected override bool IsUniqueFailure(OdbcException failure) => failure.Message.Contains("UNIQUE", StringComparison.Ordinal);

    protected override object Day(DbDataReader reader) => DateOnly.Parse(reader.GetString(0), CultureInfo.InvariantCulture);

    protected override object Moment(DbDataReader reader) => DateTime.Parse(reader.GetString(0), CultureInfo.InvariantCulture);

    protected override void CleanUp()
    {
        Connection.Dispose();
        _folder.Delete(recursive: true);
    }
}
