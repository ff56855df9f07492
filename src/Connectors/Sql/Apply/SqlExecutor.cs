using System.Data.Common;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Model;
using Sutler.Connectors.Sql.Read;
using Sutler.Connectors.Sql.Settings;

namespace Sutler.Connectors.Sql.Apply;

/// <summary>
/// Makes single changes within a transaction. The multi-valued attributes of the objects that it answers with are read for all of them at
/// once by <see cref="Complete"/>, and before that where a later change touches the same object: each answer shows its own change.
/// </summary>
internal sealed class SqlExecutor(SqlSession session, bool acceptsUnread)
{
    public static readonly SqlStatement Save = new("SAVEPOINT sutler_change", 0);
    public static readonly SqlStatement Release = new("RELEASE SAVEPOINT sutler_change", 0);
    public static readonly SqlStatement Undo = new("ROLLBACK TO SAVEPOINT sutler_change", 0);

    private readonly SqlPending _pending = new(session);
    private readonly SqlCommandRunner _commands = new(session);

    /// <summary>Makes the change; the answer still lacks the values of child tables.</summary>
    public ChangeResult Execute(SqlOperation operation, DbTransaction transaction)
    {
        if (operation.Key is not null && operation.Kind is not ChangeKind.Add)
            _pending.CompleteIfHeld(operation.Type!, operation.Key, transaction);
        return operation.Kind is ChangeKind.Delete ? Delete(operation, transaction) : Write(operation, transaction);
    }

    /// <summary>Reads what the answers still lack.</summary>
    public void Complete(DbTransaction transaction) => _pending.Complete(transaction);

    /// <summary>Drops what was to be read for a transaction that is no more.</summary>
    public void Forget() => _pending.Clear();

    public void Savepoint(SqlStatement statement, DbTransaction transaction) => Bind(statement, [], transaction).ExecuteNonQuery();

    private ChangeResult Delete(SqlOperation operation, DbTransaction transaction)
    {
        var type = operation.Type!;
        var commands = type.Commands.WritesObjects;
        if (type.Children.Length == 0 && !commands && type.Target?.IsView is not true)
            return Bind(operation.Statement!, operation.Values, transaction).ExecuteNonQuery() == 0 ? Missing(operation) : new ChangeResult();

        if (ReadBack(operation.Key!, type, transaction) is not { } row)
            return Missing(operation);
        foreach (var child in type.Children.Where(child => child.Write is not SqlChildWrite.None))
            Bind(child.Statement(type, SqlChildVerb.Delete, ""), SqlChildApply.Links(child, row.Raw, operation.Subject), transaction).ExecuteNonQuery();
        if (commands)
            _commands.Run(type.Commands.Delete, operation, row.Raw, transaction);
        else
            Bind(operation.Statement!, operation.Values, transaction).ExecuteNonQuery();
        return new ChangeResult();
    }

    private ChangeResult Write(SqlOperation operation, DbTransaction transaction)
    {
        var type = operation.Type!;
        var written = type.Commands.WritesObjects ? RunCommands(operation, transaction)
            : operation.Statement is null ? ReadBack(operation.Key!, type, transaction)
            : Run(type.Commands.Replaces && operation.Kind is ChangeKind.Update ? Whole(operation, transaction) : operation, transaction);
        if (written is null)
            return operation.Kind is ChangeKind.Add ? NotInserted(operation) : Missing(operation);
        if (operation.SetsPassword)
            _commands.SetPassword(operation, written.Raw, transaction);

        if (type.CanRename && operation.Kind is ChangeKind.Update)
            MoveChildren(operation, written, transaction);
        foreach (var child in operation.Children)
            new SqlChildApply(session, operation, child, written.Raw).Apply(transaction);
        if (type.Table.HasTriggers || operation.SetsPassword || operation.Children.Any(child => child.Child.Table.HasTriggers))
            written = ReadAfterTriggers(operation, written, transaction);
        SqlChild[] unread = acceptsUnread && operation.Kind is ChangeKind.Update ? [.. type.Children.Where(child => IsUntouchedOtherwise(operation, child))] : [];
        if (unread.Length == 0)
            _pending.Add(written.Record, operation);
        else
            new SqlChildReader(session, type).Fill([written.Record], type.Children.Except(unread).ToArray(), transaction);
        return new ChangeResult { Object = written.Record.Object, Unread = [.. unread.Select(child => child.Name)] };
    }

    // Only single values moved, or none: what is there now follows from what was there, unless a trigger has a say.
    private static bool IsUntouchedOtherwise(SqlOperation operation, SqlChild child) =>
        !operation.Type!.Table.HasTriggers && !child.Table.HasTriggers && !operation.Children.Any(change => change.Child == child && change.IsReplace);

    // What a trigger changed after the statement is not in what the statement returned.
    private SqlWritten ReadAfterTriggers(SqlOperation operation, SqlWritten written, DbTransaction transaction) =>
        ReadBack(written.Record.Key, operation.Type!, transaction) ?? throw new ConnectorException(new ConnectorError(
            ConnectorErrorKind.Invalid, $"{operation.Subject}: a trigger of table '{operation.Type!.Table.Name}' removed or renamed the row. Exclude the object, or change the trigger."));

    // Where a foreign key cascades, the rows have moved already and this finds none.
    private void MoveChildren(SqlOperation operation, SqlWritten written, DbTransaction transaction)
    {
        var type = operation.Type!;
        if (new SqlKey(operation.Key!).Equals(new SqlKey(written.Record.Key)))
            return;
        foreach (var child in type.Children.Where(child => child.Write is not SqlChildWrite.None && child.Links.All(link => link.Parent.IsAnchor)))
        {
            var before = child.Links.Select(link => operation.Key![link.Parent.AnchorPlace]);
            Bind(child.Statement(type, SqlChildVerb.Move, ""), [.. SqlChildApply.Links(child, written.Raw, operation.Subject), .. before], transaction).ExecuteNonQuery();
        }
    }

    private SqlWritten? Run(SqlOperation operation, DbTransaction transaction)
    {
        var type = operation.Type!;
        var command = Bind(operation.Statement!, operation.Values, transaction);
        if (type.Returns(operation.Kind))
            return Read(command, type);

        // A view's triggers count nothing: whether the row is there then shows when it is read.
        if (command.ExecuteNonQuery() == 0 && operation.Kind is ChangeKind.Add && type.Target?.IsView is false)
            return null;
        var key = operation.NewKey ?? session.Dialect.LastKey(session.Connection, transaction, type);
        return key is null ? throw KeyUnknown(operation) : ReadBack(key, type, transaction);
    }

    // The row is written whole: what the change does not set stays as it is (H/SQL-14).
    private SqlOperation Whole(SqlOperation operation, DbTransaction transaction)
    {
        var type = operation.Type!;
        if (ReadBack(operation.Key!, type, transaction) is not { } before)
            return operation;
        var columns = new SqlColumnValues(type);
        foreach (var attribute in type.Attributes.Where(attribute => attribute.Schema.Mutability is AttributeMutability.ReadWrite))
        {
            var value = operation.Columns![attribute.Ordinal] ?? (attribute.Ordinal < before.Raw.Length ? before.Raw[attribute.Ordinal] : null);
            if (value is not null)
                columns.Set(attribute.Ordinal, value);
        }

        return new SqlOperation
        {
            Type = type,
            Kind = operation.Kind,
            Statement = type.Statement(SqlVerb.Update, columns.Shape()),
            Values = columns.Values(operation.Key!),
            Key = operation.Key,
            NewKey = operation.NewKey,
            Subject = operation.Subject,
        };
    }

    private SqlWritten? RunCommands(SqlOperation operation, DbTransaction transaction)
    {
        var type = operation.Type!;
        if (operation.Kind is ChangeKind.Add)
        {
            var made = _commands.Run(type.Commands.Add, operation, [], transaction);
            var key = operation.NewKey ?? made ?? throw KeyUnknown(operation);
            return ReadBack(key, type, transaction);
        }

        if (ReadBack(operation.Key!, type, transaction) is not { } before)
            return null;
        if (operation.Values.Length > operation.Key!.Length)
            _commands.Run(type.Commands.Update, operation, before.Raw, transaction);
        return ReadBack(operation.NewKey ?? operation.Key!, type, transaction);
    }

    private static ConnectorException KeyUnknown(SqlOperation operation) => new(new ConnectorError(
        ConnectorErrorKind.Unsupported, $"{operation.Subject}: this database does not tell the key that it made. Map a value to the key '{operation.Type!.Anchor[0].Name}'."));

    private SqlWritten? ReadBack(object[] key, SqlObjectType type, DbTransaction transaction) => type.Source.From is null
        ? SqlScan.All(session, type).Where(record => new SqlKey(record.Key).Equals(new SqlKey(key))).Select(record => new SqlWritten(record, [])).FirstOrDefault()
        : Read(Bind(type.Statement(SqlVerb.ByAnchor, "\u0001"), key, transaction), type);

    private static SqlWritten? Read(DbCommand command, SqlObjectType type)
    {
        using var reader = command.ExecuteReader();
        if (!reader.Read() || SqlRow.Read(reader, type) is not { } record)
            return null;
        if (type.Children.Length == 0 && !type.Commands.WritesObjects && type.Commands.Password < 0 && !type.Commands.Replaces)
            return new SqlWritten(record, []);
        var raw = new object[type.Readable];
        for (var ordinal = 0; ordinal < raw.Length; ordinal++)
            raw[ordinal] = reader.GetValue(ordinal);
        return new SqlWritten(record, raw);
    }

    private DbCommand Bind(SqlStatement statement, object[] values, DbTransaction transaction)
    {
        var command = session.Bind(statement, values);
        command.Transaction = transaction;
        return command;
    }

    /// <summary>The answer to a change that found no row, or wrote none.</summary>
    public static ChangeResult NotWritten(SqlOperation operation) => operation.Kind is ChangeKind.Add ? NotInserted(operation) : Missing(operation);

    private static ChangeResult Missing(SqlOperation operation) => Fail(
        ConnectorErrorKind.NotFound, $"{operation.Subject} is not in table '{operation.Type!.Table.Name}'. Import again, then create it if it is wanted.");

    private static ChangeResult NotInserted(SqlOperation operation) => Fail(
        ConnectorErrorKind.Conflict, $"{operation.Subject}: table '{operation.Type!.Table.Name}' ignored the row by a rule of its own. Match the existing row, or change its key.");

    private static ChangeResult Fail(ConnectorErrorKind kind, string message) => new() { Error = new ConnectorError(kind, message) };
}
