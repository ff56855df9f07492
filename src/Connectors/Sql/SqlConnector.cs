using System.Collections.Concurrent;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Apply;
using Sutler.Connectors.Sql.Model;
using Sutler.Connectors.Sql.Read;
using Sutler.Connectors.Sql.Settings;

namespace Sutler.Connectors.Sql;

/// <summary>
/// A SQL database seen as typed objects. One connection writes, behind a lock; readers take read-only connections from a pool.
/// The schema is read at first use and again when <see cref="GetSchemaAsync"/> is called; a session that failed is closed, not reused.
/// </summary>
internal sealed class SqlConnector(SqlConfig config, ConnectorContext context) : IConnector, IObjectFinder
{
    private readonly ConcurrentBag<SqlSession> _readers = [];
    private readonly SemaphoreSlim _writeLock = new(1, 1);
    private SqlSession? _writer;
    private SqlModel? _model;
    private int _disposed;

    public ConnectorCapabilities Capabilities { get; } = new() { Rename = config.ObjectTypes.Any(type => type.Rename) };

    public ValueTask<ConnectorError?> TestAsync(CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            _ = WithReader(session => LoadModel(session), null, cancellationToken);
            using var writer = Connect(readOnly: false);
            using var transaction = config.Dialect.BeginWrite(writer.Connection);
            transaction.Rollback();
            return ValueTask.FromResult<ConnectorError?>(null);
        }
        catch (ConnectorException e)
        {
            return ValueTask.FromResult<ConnectorError?>(e.Error);
        }
        catch (DbException e)
        {
            return ValueTask.FromResult<ConnectorError?>(config.Dialect.Describe(e, null));
        }
    }

    public ValueTask<ConnectorSchema> GetSchemaAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(WithReader(LoadModel, null, cancellationToken).Schema);
    }

    public async IAsyncEnumerable<ImportPage> ImportAsync(ImportRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.PageSize < 1)
            throw new ConnectorException(new ConnectorError(ConnectorErrorKind.Invalid, "A page has at least one object. Ask for a page size from 1."));
        if (request.Kind is not ImportKind.Full)
            throw new ConnectorException(new ConnectorError(ConnectorErrorKind.Unsupported, "This connection has no delta import. Run a full import."));

        foreach (var type in Model(cancellationToken).Types)
        {
            var import = new SqlImport(type, request.PageSize);
            while (!import.IsAtEnd)
            {
                // The driver reads synchronously: the caller's thread is not held for it.
                var objects = await Task.Run(() => WithReader(session => import.NextPage(session), type, cancellationToken), cancellationToken);
                if (objects.Count > 0)
                    yield return new ImportPage(objects, [], Watermark: null);
            }
        }
    }

    public ValueTask<IReadOnlyList<ConnectorObject>> FindAsync(ObjectQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        cancellationToken.ThrowIfCancellationRequested();
        var type = Model(cancellationToken).Find(query.ObjectType)
            ?? throw new ConnectorException(new ConnectorError(
                ConnectorErrorKind.Invalid, $"This connection has no object type '{query.ObjectType}'. Use one that its settings list."));
        return ValueTask.FromResult(WithReader(session => SqlFind.Run(session, type, query), type, cancellationToken));
    }

    public async ValueTask<IReadOnlyList<ChangeResult>> ApplyAsync(IReadOnlyList<ObjectChange> batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        await _writeLock.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) == 1, this);
            var model = Model(cancellationToken);
            _writer ??= Connect(readOnly: false);
            var run = new SqlBatch(_writer, model, batch);
            var results = run.Apply(cancellationToken);
            if (run.SessionIsSuspect)
                DropWriter();
            return results;
        }
        catch (Exception e) when (e is ConnectorException or DbException)
        {
            DropWriter();
            var error = e is ConnectorException known ? known.Error : config.Dialect.Describe((DbException)e, null);
            return [.. batch.Select(_ => new ChangeResult { Error = error })];
        }
        finally
        {
            _writeLock.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
            return;

        await _writeLock.WaitAsync();
        DropWriter();
        while (_readers.TryTake(out var reader))
            reader.Dispose();
        _writeLock.Dispose();
    }

    private SqlModel Model(CancellationToken cancellationToken) => Volatile.Read(ref _model) ?? WithReader(LoadModel, null, cancellationToken);

    private SqlModel LoadModel(SqlSession session)
    {
        var model = new SqlModelBuilder(config).Build(session.Connection);
        Volatile.Write(ref _model, model);
        return model;
    }

    private SqlSession Connect(bool readOnly) => new(config.Dialect.Open(config, context, readOnly), config.Dialect);

    private T WithReader<T>(Func<SqlSession, T> work, SqlObjectType? type, CancellationToken cancellationToken)
    {
        SqlSession? session = null;
        try
        {
            session = _readers.TryTake(out var pooled) ? pooled : Connect(readOnly: true);
            T result;
            using (session.StopOn(cancellationToken))
                result = work(session);
            cancellationToken.ThrowIfCancellationRequested();
            if (Volatile.Read(ref _disposed) == 0)
            {
                _readers.Add(session);
                session = null;
            }

            return result;
        }
        catch (DbException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new ConnectorException(config.Dialect.Describe(e, type), e);
        }
        finally
        {
            session?.Dispose();
        }
    }

    private void DropWriter()
    {
        var writer = _writer;
        _writer = null;
        writer?.Dispose();
    }
}
