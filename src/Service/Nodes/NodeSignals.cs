using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Sutler.Service.Store;
using Sutler.Storage;
using Sutler.Storage.Postgres;

namespace Sutler.Service.Nodes;

/// <summary>
/// Tells the nodes that share a PostgreSQL database what they should look at: that the directory has changed, which the database says itself
/// when such a transaction commits, and that a job has had a command. One connection listens and is made anew when it breaks, after which
/// the node looks at everything. A lost signal costs time, never a change.
/// </summary>
internal sealed partial class NodeSignals(Database database, TimeProvider time, ILogger<NodeSignals> logger) : BackgroundService
{
    private const string Channel = OwnershipMigration.Channel;
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private readonly Channel<string> _outgoing = System.Threading.Channels.Channel.CreateBounded<string>(new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropWrite });
    private volatile Action<string?> _listener = static _ => { };

    /// <summary>Is called with the id of the job to look at; with null for all.</summary>
    public void Listen(Action<string?> listener) => _listener = listener;

    /// <summary>Tells every node to look at a job.</summary>
    public void Send(string jobId)
    {
        if (database.IsShared)
            _outgoing.Writer.TryWrite(jobId);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (database is PostgresDatabase postgres)
            await Task.WhenAll(KeepAsync(() => ListenAsync(postgres, stoppingToken), stoppingToken), KeepAsync(() => SendAsync(postgres, stoppingToken), stoppingToken));
    }

    private async Task KeepAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await work();
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                Broken(logger, e.Message);
                await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(PostgresDatabase postgres, CancellationToken cancellationToken)
    {
        await using var connection = await postgres.Source.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, signal) => _listener(signal.Payload.Length == 0 ? null : signal.Payload);
        await RunAsync(connection, $"LISTEN {Channel}", cancellationToken);
        _listener(null);
        while (true)
        {
            // A question now and then finds a connection that is dead at the other end only.
            if (!await connection.WaitAsync(Silence, cancellationToken))
                await RunAsync(connection, "SELECT 1", cancellationToken);
        }
    }

    private async Task SendAsync(PostgresDatabase postgres, CancellationToken cancellationToken)
    {
        while (await _outgoing.Reader.WaitToReadAsync(cancellationToken))
        {
            await using var connection = await postgres.Source.OpenConnectionAsync(cancellationToken);
            while (_outgoing.Reader.TryRead(out var jobId))
            {
                await using var command = new NpgsqlCommand($"SELECT pg_notify('{Channel}', $1)", connection) { Parameters = { new NpgsqlParameter { Value = jobId } } };
                await command.ExecuteNonQueryAsync(cancellationToken);
            }
        }
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(3150, LogLevel.Warning, "Signals between nodes are interrupted and begun anew: {Reason}")]
    private static partial void Broken(ILogger logger, string reason);
}
