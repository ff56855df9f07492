namespace Sutler.Connectors.Sql;

/// <summary>Does something when it ends.</summary>
internal sealed class SqlCancelScope(Action end) : IDisposable
{
    public void Dispose() => end();
}
