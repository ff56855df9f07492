using System.Collections.Concurrent;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Apply;
using Sutler.Connectors.Sql.Delta;
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

    public ConnectorCapabilities Capabilities { get; } = new()
    {
        Rename = config.ObjectTypes.Any(type => type.Rename),
        DeltaImport = config.ObjectTypes.All(type => type.Delta.Strategy is not SqlDeltaStrategy.None),
        DeltaSeesDeletes = config.ObjectTypes.All(type => type.Delta.SweepsKeys || type.Delta.Strategy is SqlDeltaStrategy.Keys or SqlDeltaStrategy.Hash or SqlDeltaStrategy.History),
    };

    public ValueTask<ConnectorError?> TestAsync(CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            var model = WithReader(LoadModel, null, cancellationToken);
            using var writer = Connect(readOnly: false);
            using (writer.StopOn(cancellationToken))
                return ValueTask.FromResult(new SqlRights(writer).Missing(model));
        }
        catch (ConnectorException e)
        {
            return ValueTask.FromResult<ConnectorError?>(e.Error);
        }
        catch (DbException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return ValueTask.FromResult<ConnectorError?>(config.Dialect.Describe(e, null));
        }
    }

    public ValueTask<ConnectorSchema> GetSchemaAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(WithReader(LoadModel, null, cancellationToken).Schema);
    }

    public IAsyncEnumerable<ImportPage> ImportAsync(ImportRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Kind is ImportKind.Full)
            return FullAsync(request.PageSize, cancellationToken);
        return Capabilities.DeltaImport
            ? DeltaAsync(SqlWatermark.Parse(request.Watermark), request.PageSize, cancellationToken)
            : throw new ConnectorException(new ConnectorError(ConnectorErrorKind.Unsupported, "This connection has no delta import. Run a full import, or give every object type a 'delta'."));
    }

    // The watermark stands on the last page alone: only with all of them stored does a delta have what to build on.
    private async IAsyncEnumerable<ImportPage> FullAsync(int pageSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<(SqlObjectType Type, SqlDeltaStart Start)> starts = [];
        try
        {
            var types = Model(cancellationToken).Types;
            foreach (var type in types.Where(type => type.Delta.IsPossible))
                starts.Add((type, WithReader(session => new SqlDeltaStart(session, type, () => OpenStore(type)), type, cancellationToken)));
            ImportPage? held = null;
            foreach (var type in types)
            {
                var start = starts.Find(started => started.Type == type).Start;
                var import = new SqlImport(type, pageSize);
                while (!import.IsAtEnd)
                {
                    // The driver reads synchronously: the caller's thread is not held for it.
                    var objects = await Task.Run(() => WithReader(import.NextPage, type, cancellationToken), cancellationToken);
                    if (objects.Count == 0)
                        continue;
                    start?.Saw(objects);
                    if (held is not null)
                        yield return held;
                    held = new ImportPage(objects, [], Watermark: null);
                }
            }

            if (starts.Count == 0)
            {
                if (held is not null)
                    yield return held;
                yield break;
            }

            var watermark = starts.Aggregate(new SqlWatermark(), (reached, started) => reached.With(started.Type.Name, started.Start.Complete()));
            yield return (held ?? new ImportPage([], [], null)) with { Watermark = Capabilities.DeltaImport ? watermark.ToText() : null };
        }
        finally
        {
            foreach (var (_, start) in starts)
                start.Dispose();
        }
    }

    private async IAsyncEnumerable<ImportPage> DeltaAsync(SqlWatermark reached, int pageSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var type in Model(cancellationToken).Types)
        {
            using var run = new SqlDeltaRun(type, reached[type.Name], pageSize, () => OpenStore(type));
            while (await Task.Run(() => WithReader(run.Next, type, cancellationToken), cancellationToken) is { } page)
            {
                reached = reached.With(type.Name, page.State.ToText());
                yield return new ImportPage(page.Objects, page.Deleted, reached.ToText());
            }
        }
    }

    private SqlSweepStore OpenStore(SqlObjectType type)
    {
        var path = Path.Combine(context.BaseFolder, $"{FileName(context.ConnectionName)}.{FileName(type.Name)}.delta.db");
        try
        {
            return new SqlSweepStore(path, type.Name);
        }
        catch (DbException e)
        {
            throw new ConnectorException(
                new ConnectorError(ConnectorErrorKind.Internal, $"The file '{path}', in which the delta keeps what objects were, cannot be opened. Check the folder's rights, or delete the file and run a full import."), e);
        }
    }

    // What a file name cannot hold is written as its code, so that different names stay different.
    private static string FileName(string name) => string.Concat(name.Select(character =>
        char.IsAsciiLetterOrDigit(character) || character is '-' or '_' ? character.ToString() : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"%{(int)character:x4}")));

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
            var run = new SqlBatch(_writer, model, batch, context.AcceptsUnread);
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
