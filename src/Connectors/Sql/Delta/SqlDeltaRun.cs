using System.Buffers;
using System.Data.Common;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Model;
using Sutler.Connectors.Sql.Read;

namespace Sutler.Connectors.Sql.Delta;

/// <summary>
/// Reads the changes of one object type. A stream or sweep only says which objects to look at: what they are is read as it stands, so
/// that several changes of one object, a change read twice, or one told by the wrong word come to the same end.
/// </summary>
internal sealed class SqlDeltaRun : IDisposable
{
    private const int KeysPage = 5000;

    private readonly SqlObjectType _type;
    private readonly SqlDeltaPlan _plan;
    private readonly int _pageSize;
    private readonly SqlSweepStore? _store;
    private readonly IEnumerator<SqlDeltaPage> _pages;
    private readonly HashSet<Anchor> _told = [];
    private SqlDeltaState _state;
    private SqlSession? _session;

    public SqlDeltaRun(SqlObjectType type, string? state, int pageSize, Func<SqlSweepStore> openStore)
    {
        _type = type;
        _plan = type.Delta;
        _pageSize = pageSize;
        _state = SqlDeltaState.Parse(state, _plan, type.Name);
        _store = _plan.Sweeps ? openStore() : null;
        _pages = Pages().GetEnumerator();
    }

    /// <summary>The next page; null at the end.</summary>
    public SqlDeltaPage? Next(SqlSession session)
    {
        _session = session;
        return _pages.MoveNext() ? _pages.Current : null;
    }

    public void Dispose()
    {
        _pages.Dispose();
        _store?.Dispose();
    }

    private IEnumerable<SqlDeltaPage> Pages()
    {
        for (var index = 0; index < _plan.Streams.Count; index++)
        {
            foreach (var page in Stream(_plan.Streams[index], index))
                yield return page;
        }

        if (_store is null)
            yield break;
        _store.Begin(_state.Sweep ?? "");
        foreach (var page in _plan.Hashes ? Hashes() : Keys())
            yield return page;
        foreach (var chunk in _store.Gone().Chunk(_pageSize))
            yield return new SqlDeltaPage([], [.. chunk.Select(key => new ObjectReference(_type.Name, SqlSweepStore.AnchorOf(key)))], _state);
        _store.Complete();
        _state = _state with { Sweep = _store.Name };
        yield return new SqlDeltaPage([], [], _state);
    }

    private IEnumerable<SqlDeltaPage> Stream(SqlMarkStream stream, int index)
    {
        var now = SqlDeltaStart.Mark(_session!, stream);
        object[]? last = null;
        while (true)
        {
            var rows = Read(stream, _state.Marks[index], last);
            if (rows.Count > 0)
            {
                last = rows[^1];
                var page = Objects(rows.Select(row => row[1..]), _plan.StreamsSeeDeletes);
                if (!stream.StartsAtNow)
                    _state = _state.WithMark(index, SqlMark.ToText(stream.Dialect, stream.Column, last[0]));
                yield return page with { State = _state };
            }

            if (rows.Count < _pageSize)
                break;
        }

        if (stream.StartsAtNow && now is not null && now != _state.Marks[index])
        {
            _state = _state.WithMark(index, now);
            yield return new SqlDeltaPage([], [], _state);
        }
    }

    private List<object[]> Read(SqlMarkStream stream, string? mark, object[]? last)
    {
        // Nothing was there at the last import: everything there is now is new.
        var command = last is not null ? _session!.Bind(stream.Next, [(long)_pageSize, .. last])
            : mark is not null ? _session!.Bind(stream.First, [(long)_pageSize, SqlMark.ToColumn(stream, mark)])
            : _session!.Bind(SqlDeltaStart.FromTheFirst(stream), [(long)_pageSize]);
        using var reader = command.ExecuteReader();
        List<object[]> rows = [];
        while (reader.Read())
        {
            var row = new object[1 + _type.Anchor.Length];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    // As they stand now. Those that are not there any more were deleted, or their key is not one of this type.
    private SqlDeltaPage Objects(IEnumerable<object[]> keys, bool tellMissing)
    {
        var wanted = new Dictionary<Anchor, object[]>();
        foreach (var key in keys)
        {
            if (AnchorOf(key) is { } anchor)
                wanted.TryAdd(anchor, key);
        }

        var found = SqlFind.Run(_session!, _type, new ObjectQuery(_type.Name, null, [], [.. wanted.Keys]));
        _told.UnionWith(found.Select(one => one.Anchor));
        IEnumerable<Anchor> missing = [];
        if (tellMissing)
        {
            // A key may be written otherwise than in the row itself where the column's comparison allows it.
            var present = found.Select(one => one.Anchor).ToHashSet();
            missing = wanted.Keys.Where(anchor => !present.Contains(anchor) && !found.Any(one => SameKey(one.Anchor, anchor)));
        }

        return new SqlDeltaPage(found, [.. missing.Select(anchor => new ObjectReference(_type.Name, anchor))], _state);
    }

    private bool SameKey(Anchor left, Anchor right) =>
        _type.Anchor.All(attribute => SqlAnchor.Same(attribute, left.Values[attribute.AnchorPlace], right.Values[attribute.AnchorPlace]));

    private Anchor? AnchorOf(object[] key)
    {
        var values = new string[key.Length];
        for (var place = 0; place < key.Length; place++)
        {
            if (key[place] is DBNull || _type.Dialect.FromColumn(_type.Anchor[place], key[place]) is not { } value || _type.Dialect.AsText(value) is not { Length: > 0 } text)
                return null;
            values[place] = text;
        }

        return new Anchor(values);
    }

    private IEnumerable<SqlDeltaPage> Hashes()
    {
        var import = new SqlImport(_type, _pageSize);
        var buffer = new ArrayBufferWriter<byte>();
        List<ConnectorObject> changed = [];
        while (!import.IsAtEnd)
        {
            foreach (var found in import.NextPage(_session!))
            {
                var (key, hash) = (SqlSweepStore.KeyOf(found.Anchor), SqlHash.Of(found, buffer));
                if (_store!.Find(key) is not { } before || !before.AsSpan().SequenceEqual(hash))
                    changed.Add(found);
                _store.Put(key, hash);
            }

            if (changed.Count == 0)
                continue;
            foreach (var page in changed.Chunk(_pageSize))
                yield return new SqlDeltaPage(page, [], _state);
            changed = [];
        }
    }

    private IEnumerable<SqlDeltaPage> Keys()
    {
        object[]? last = null;
        List<object[]> added = [];
        int rows;
        do
        {
            rows = 0;
            foreach (var key in ReadKeys(last))
            {
                rows++;
                last = key;
                if (AnchorOf(key) is not { } anchor)
                    continue;
                var text = SqlSweepStore.KeyOf(anchor);
                if (_store!.Find(text) is null && !_told.Contains(anchor))
                    added.Add(key);
                _store.Put(text, []);
            }

            foreach (var chunk in added.Chunk(_pageSize))
                yield return Objects(chunk, tellMissing: false);
            added = [];
        }
        while (rows == KeysPage);
    }

    private List<object[]> ReadKeys(object[]? last)
    {
        var command = last is null ? _session!.Bind(_plan.FirstKeys!, [(long)KeysPage]) : _session!.Bind(_plan.NextKeys!, [(long)KeysPage, .. last]);
        using DbDataReader reader = command.ExecuteReader();
        List<object[]> keys = [];
        while (reader.Read())
        {
            var key = new object[_type.Anchor.Length];
            reader.GetValues(key);
            keys.Add(key);
        }

        return keys;
    }
}
