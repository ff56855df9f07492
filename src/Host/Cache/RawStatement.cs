using System.Data.Common;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Sutler.Host.Cache;

/// <summary>
/// One SQL statement over SQLite's own interface, prepared once: for the millions of rows that are loaded or stored at once, where boxing each
/// value would cost more than the database does. Parameters and columns count from 0. One thread at a time.
/// </summary>
internal sealed class RawStatement : IDisposable
{
    private const int ShortText = 80;
    private const int MaxOctets = 3;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public RawStatement(DbConnection connection, string sql)
    {
        _database = ((SqliteConnection)connection).Handle!;
        Check(raw.sqlite3_prepare_v2(_database, sql, out _statement));
    }

    /// <summary>Gives a parameter its value, which stays until another is given.</summary>
    public void Bind(int parameter, string? text)
    {
        if (text is null)
        {
            Check(raw.sqlite3_bind_null(_statement, parameter + 1));
            return;
        }

        Span<byte> octets = text.Length <= ShortText ? stackalloc byte[ShortText * MaxOctets] : new byte[text.Length * MaxOctets];
        Check(raw.sqlite3_bind_text(_statement, parameter + 1, octets[..Encoding.UTF8.GetBytes(text, octets)]));
    }

    public void Bind(int parameter, long number) => Check(raw.sqlite3_bind_int64(_statement, parameter + 1, number));

    public void Bind(int parameter, ReadOnlySpan<byte> octets) => Check(raw.sqlite3_bind_blob(_statement, parameter + 1, octets));

    /// <summary>Goes to the next row; false at the end.</summary>
    public bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result is raw.SQLITE_ROW)
            return true;
        Check(result is raw.SQLITE_DONE ? raw.SQLITE_OK : result);
        return false;
    }

    /// <summary>Runs a statement without rows, and makes it ready for the next values.</summary>
    public void Execute()
    {
        _ = Step();
        Check(raw.sqlite3_reset(_statement));
    }

    public string Text(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string();

    public long Number(int column) => raw.sqlite3_column_int64(_statement, column);

    public ReadOnlySpan<byte> Octets(int column) => raw.sqlite3_column_blob(_statement, column);

    public void Dispose() => _statement.Dispose();

    private void Check(int result)
    {
        if (result is not raw.SQLITE_OK)
            throw new SqliteException(raw.sqlite3_errmsg(_database).utf8_to_string(), result, raw.sqlite3_extended_errcode(_database));
    }
}
