using System.Data.Common;
using Microsoft.Extensions.Logging;
using Sutler.Connectors.Sdk;
using Sutler.Host.Autosync;

namespace Sutler.Host.Connections;

/// <summary>Keeps what is wrong with a connection, in words for people, and repeats what has to succeed in the end.</summary>
internal sealed partial class ConnectionTrouble(string connection, TimeProvider clock, Random random, ILogger logger)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private volatile string? _problem;

    /// <summary>What failed last; null since something succeeded.</summary>
    public string? Problem => _problem;

    public void Note(Exception exception, TimeSpan wait)
    {
        _problem = exception switch
        {
            ConnectorException connector => connector.Error.Message,
            DbException or IOException or UnauthorizedAccessException => "The cache file cannot be opened or written; see the log.",
            _ => "The connector failed; see the log.",
        };
        if (exception is ConnectorException known)
        {
            // An expected outcome, told again at each try: where in our code it arose is of no use to the administrator.
            LogTargetFailed(logger, connection, known.Error.Message, known.Error.TargetMessage is { } said ? $" The target said: {said.TrimEnd('.')}." : "", wait);
            LogTrace(logger, exception, connection);
        }
        else
        {
            LogStepFailed(logger, exception, connection, wait);
        }
    }

    public void Report(ImportReport report)
    {
        _problem = null;
        if (report.Held is { } held)
            LogHeld(logger, connection, held.Dropped, held.Before);
        else
            LogImported(logger, connection, report.Kind, report.Read, report.Changed);
    }

    /// <summary>Tries again, at growing distances, until the target and the file play along.</summary>
    public async Task<T> InsistAsync<T>(Func<CancellationToken, Task<T>> step, CancellationToken cancellationToken)
    {
        for (var wait = FirstWait; ; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            try
            {
                var result = await step(cancellationToken);
                _problem = null;
                return result;
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                Note(e, wait);
            }

            await Task.Delay(wait * (0.75 + (random.NextDouble() / 2)), clock, cancellationToken);
        }
    }
}
