namespace Sutler.Odbc.Native;

/// <summary>A connection, disconnected as it is let go.</summary>
internal sealed class ConnectionHandle(EnvironmentHandle environment) : OdbcHandle(OdbcCode.ConnectionKind, environment)
{
    public bool IsConnected { get; set; }

    protected override void BeforeFree()
    {
        if (!IsConnected)
            return;

        // A driver refuses to disconnect inside a transaction: what was not committed is undone first.
        _ = OdbcApi.SQLEndTran(OdbcCode.ConnectionKind, handle, OdbcCode.Rollback);
        _ = OdbcApi.SQLDisconnect(handle);
    }
}
