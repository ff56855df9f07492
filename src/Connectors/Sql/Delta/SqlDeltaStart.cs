using System.Buffers;
using System.Runtime.CompilerServices;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Model;

namespace Sutler.Connectors.Sql.Delta;

/// <summary>
/// What a full import notes so that a delta can follow it: the marks as they stood before it began, and what it saw. A change made while it
/// runs is then seen once more, never missed.
/// </summary>
internal sealed class SqlDeltaStart : IDisposable
{
    private static readonly ConditionalWeakTable<SqlMarkStream, SqlStatement> FirstOfAll = [];

    private readonly SqlDeltaPlan _plan;
    private readonly SqlSweepStore? _store;
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly string?[] _marks;

    public SqlDeltaStart(SqlSession session, SqlObjectType type, Func<SqlSweepStore> openStore)
    {
        _plan = type.Delta;
        _marks = [.. _plan.Streams.Select(stream => Mark(session, stream))];
        if (!_plan.Sweeps)
            return;
        _store = openStore();
        _store.Begin(null);
    }

    /// <summary>The mark as it stands now; null when there is no row.</summary>
    public static string? Mark(SqlSession session, SqlMarkStream stream)
    {
        using var reader = session.Command(stream.Now).ExecuteReader();
        return reader.Read() && reader.GetValue(0) is { } raw and not DBNull ? SqlMark.ToText(stream.Dialect, stream.Column, raw) : null;
    }

    /// <summary>The rows of a stream from its first on.</summary>
    public static SqlStatement FromTheFirst(SqlMarkStream stream) =>
        FirstOfAll.GetValue(stream, key => new SqlStatement(key.First.Text.Replace(">= @p1", "IS NOT NULL", StringComparison.Ordinal), 1, key.First.Constants));

    public void Saw(IReadOnlyList<ConnectorObject> objects)
    {
        if (_store is null)
            return;
        foreach (var found in objects)
            _store.Put(SqlSweepStore.KeyOf(found.Anchor), _plan.Hashes ? SqlHash.Of(found, _buffer) : []);
    }

    /// <summary>The state from which a delta may start, once all that was seen is stored.</summary>
    public string Complete()
    {
        _store?.Complete();
        return new SqlDeltaState(_marks, _store?.Name).ToText();
    }

    public void Dispose() => _store?.Dispose();
}
