namespace Sutler.Odbc.Native;

/// <summary>A statement of a connection.</summary>
internal sealed class StatementHandle(ConnectionHandle connection) : OdbcHandle(OdbcCode.StatementKind, connection);
