using Sutler.Odbc.Native;

namespace Sutler.Odbc.Catalog;

/// <summary>The rows that a catalog function answers with.</summary>
internal sealed class CatalogResult : IDisposable
{
    private readonly OdbcConnection _connection;
    private readonly StatementHandle _statement;

    public CatalogResult(OdbcConnection connection, Func<StatementHandle, short> ask)
    {
        _connection = connection;
        _statement = new StatementHandle(connection.Handle);
        try
        {
            connection.Check(_statement, ask(_statement));
        }
        catch
        {
            _statement.Dispose();
            throw;
        }
    }

    public List<T> Rows<T>(Func<CatalogRow, T> read)
    {
        var columns = OdbcColumn.Describe(_connection, _statement);
        using var reader = new ColumnReader(_connection, _statement);
        List<T> rows = [];
        while (true)
        {
            var result = OdbcApi.SQLFetch(_statement);
            if (result == OdbcCode.NoData)
                return rows;
            _connection.Check(_statement, result);
            rows.Add(read(new CatalogRow([.. columns.Select(reader.Read)])));
        }
    }

    public void Dispose() => _statement.Dispose();
}
