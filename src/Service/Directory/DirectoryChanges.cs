using System.Data.Common;
using Sutler.Service.Api;
using Sutler.Storage;

namespace Sutler.Service.Directory;

/// <summary>
/// Runs a change of the directory as one transaction and wakes the jobs after it. A transaction that the database ended for the sake of
/// another one (deadlock, serialization) is run again from the start; work must therefore be repeatable.
/// </summary>
internal sealed class DirectoryChanges(Database database, DirectorySignal signal)
{
    private const int MostAttempts = 5;
    private const string Deadlock = "40P01";
    private const string Serialization = "40001";
    private const string UniqueViolation = "23505";

    public async Task<T> RunAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        var result = await AttemptAsync(work, cancellationToken);
        signal.Raise();
        return result;
    }

    public Task RunAsync(Func<DbTransaction, Task> work, CancellationToken cancellationToken) => RunAsync(
        async transaction =>
        {
            await work(transaction);
            return true;
        },
        cancellationToken);

    private async Task<T> AttemptAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await database.WriteAsync(work, cancellationToken);
            }
            catch (DbException fault) when (fault.SqlState is Deadlock or Serialization && attempt < MostAttempts)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
            catch (DbException fault) when (fault.SqlState is UniqueViolation)
            {
                throw ApiException.Conflict("Another request took the same name or made the same object at the same moment. Read the directory again and repeat the request.");
            }
        }
    }
}
