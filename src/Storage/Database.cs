using System.Data.Common;

namespace Sutler.Storage;

/// <summary>
/// A database that a store works on. Work is handed in as a delegate over the ADO.NET base types, and the SQL is the same text on every
/// database: what differs between them is said here or by <see cref="Migration"/>. A write either commits whole or leaves nothing.
/// Safe for any number of threads.
/// </summary>
public abstract class Database : IAsyncDisposable
{
    /// <summary>Whether other processes may write to it too, so that what is read before a write must be locked (<see cref="RowLock"/>).</summary>
    public abstract bool IsShared { get; }

    /// <summary>
    /// SQL for the database's own time, in UTC and as text of fixed width, so that text order is time order; or for the time that long ago.
    /// Nodes that share a database compare times by its clock and not by theirs.
    /// </summary>
    public abstract string TimeSql(TimeSpan ago = default);

    /// <summary>Runs <paramref name="work"/> in one transaction and commits it; an exception rolls everything back.</summary>
    public abstract Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>Runs <paramref name="work"/> on a connection that sees the last commits and nothing half done.</summary>
    public abstract Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellationToken);

    /// <inheritdoc cref="WriteAsync{T}(Func{DbTransaction, Task{T}}, CancellationToken)"/>
    public Task WriteAsync(Func<DbTransaction, Task> work, CancellationToken cancellationToken) =>
        WriteAsync(
            async transaction =>
            {
                await work(transaction);
                return true;
            },
            cancellationToken);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
