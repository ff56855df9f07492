using System.Data.Common;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Model;
using Sutler.Connectors.Sql.Read;

namespace Sutler.Connectors.Sql.Apply;

/// <summary>Objects whose multi-valued attributes are still to be read, type by type.</summary>
internal sealed class SqlPending(SqlSession session)
{
    private readonly Dictionary<SqlObjectType, (List<SqlRecord> Records, HashSet<SqlKey> Keys)> _waiting = [];

    public void Add(SqlRecord record, SqlOperation operation)
    {
        var type = operation.Type!;
        if (type.Children.Length == 0 || IsEmptyForSure(operation))
            return;
        if (!_waiting.TryGetValue(type, out var waiting))
            _waiting.Add(type, waiting = ([], []));
        waiting.Records.Add(record);
        waiting.Keys.Add(new SqlKey(record.Key));
    }

    /// <summary>Reads what waits when this object is among it, before it changes again.</summary>
    public void CompleteIfHeld(SqlObjectType type, object[] key, DbTransaction transaction)
    {
        // A link moves values between objects of any type; a key may be written otherwise than the row has it.
        if (_waiting.TryGetValue(type, out var waiting) && waiting.Records.Count > 0 && (waiting.Keys.Contains(new SqlKey(key)) || waiting.Records.Any(record => Same(type, record.Key, key))))
            Complete(type, transaction);
    }

    public void Complete(DbTransaction transaction)
    {
        foreach (var type in _waiting.Keys)
            Complete(type, transaction);
    }

    public void Clear() => _waiting.Clear();

    private void Complete(SqlObjectType type, DbTransaction transaction)
    {
        var (records, keys) = _waiting[type];
        new SqlChildReader(session, type).Fill(records, type.Children, transaction);
        records.Clear();
        keys.Clear();
    }

    private static bool Same(SqlObjectType type, object[] left, object[] right) =>
        type.Anchor.All(attribute => SqlAnchor.Same(attribute, left[attribute.AnchorPlace], right[attribute.AnchorPlace]));

    // A new object has no values but those written with it, unless a trigger makes some.
    private static bool IsEmptyForSure(SqlOperation operation) =>
        operation.Kind is ChangeKind.Add && operation.Children.Count == 0 && !operation.Type!.Table.HasTriggers;
}
