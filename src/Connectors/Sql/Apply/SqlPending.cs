using System.Data.Common;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Model;
using Sutler.Connectors.Sql.Read;

namespace Sutler.Connectors.Sql.Apply;

/// <summary>Objects whose multi-valued attributes are still to be read, type by type.</summary>
internal sealed class SqlPending(SqlSession session)
{
    private readonly Dictionary<SqlObjectType, List<SqlRecord>> _waiting = [];
    private readonly Dictionary<SqlObjectType, HashSet<SqlKey>> _keys = [];

    public void Add(int index, SqlRecord record, SqlOperation operation)
    {
        var type = operation.Type!;
        if (type.Children.Length == 0 || IsEmptyForSure(operation))
            return;
        if (!_waiting.TryGetValue(type, out var records))
        {
            _waiting.Add(type, records = []);
            _keys.Add(type, []);
        }

        records.Add(record);
        _keys[type].Add(new SqlKey(record.Key));
    }

    /// <summary>Reads what waits for this type when this object is among it, before it changes again.</summary>
    public void CompleteIfHeld(SqlObjectType type, object[] key, DbTransaction transaction)
    {
        if (_keys.TryGetValue(type, out var keys) && keys.Count > 0)
            Complete(type, transaction);
    }

    public void Complete(ChangeResult[] results, DbTransaction transaction)
    {
        foreach (var type in _waiting.Keys)
            Complete(type, transaction);
    }

    public void Clear()
    {
        foreach (var type in _waiting.Keys)
        {
            _waiting[type].Clear();
            _keys[type].Clear();
        }
    }

    private void Complete(SqlObjectType type, DbTransaction transaction)
    {
        new SqlChildReader(session, type).Fill(_waiting[type], type.Children, transaction);
        _waiting[type].Clear();
        _keys[type].Clear();
    }

    // A new object has no values but those written with it, unless a trigger makes some.
    private static bool IsEmptyForSure(SqlOperation operation) =>
        operation.Kind is ChangeKind.Add && operation.Children.Count == 0 && !operation.Type!.Table.HasTriggers;
}
