using System.Data.Common;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Model;

namespace Sutler.Connectors.Sql.Apply;

/// <summary>
/// Runs the statements and procedures that the settings give for a change. A placeholder stands for what the change sets, else for what the
/// row holds, else for null; the key in an update or delete is that of the row as it is.
/// </summary>
internal sealed class SqlCommandRunner(SqlSession session)
{
    /// <summary>Runs them in order; the key that one of them returned, or null.</summary>
    public object[]? Run(IReadOnlyList<SqlTemplate> commands, SqlOperation operation, object[] row, DbTransaction transaction)
    {
        object[]? key = null;
        foreach (var template in commands)
        {
            var command = session.Bind(template.Statement, template.Bind(name => Value(operation, row, name)));
            command.Transaction = transaction;
            using var reader = command.ExecuteReader();
            if (reader.Read())
                key ??= Key(reader, operation.Type!);
        }

        return key;
    }

    /// <summary>Sets or changes the password of an object that was written (H/SQL-72).</summary>
    public void SetPassword(SqlOperation operation, object[] row, DbTransaction transaction)
    {
        var commands = operation.Type!.Commands;
        var changes = commands.OldPassword >= 0 && operation.Columns![commands.OldPassword] is not (null or DBNull);
        Run(changes ? commands.ChangePassword : commands.SetPassword, operation, row, transaction);
    }

    private static object? Value(SqlOperation operation, object[] row, string name)
    {
        var attribute = operation.Type!.Find(name) ?? Array.Find(operation.Type.Attributes, candidate => candidate.Name == name)!;
        if (attribute.IsAnchor && operation.Kind is not ChangeKind.Add)
            return operation.Key![attribute.AnchorPlace];
        return operation.Columns?[attribute.Ordinal] ?? (attribute.Ordinal < row.Length ? row[attribute.Ordinal] : null);
    }

    private static object[]? Key(DbDataReader reader, SqlObjectType type)
    {
        var key = new object[type.Anchor.Length];
        for (var place = 0; place < key.Length; place++)
        {
            var ordinal = Enumerable.Range(0, reader.FieldCount)
                .FirstOrDefault(index => string.Equals(reader.GetName(index), type.Anchor[place].Column.Name, StringComparison.OrdinalIgnoreCase), -1);
            if (ordinal < 0 || reader.GetValue(ordinal) is DBNull)
                return null;
            key[place] = reader.GetValue(ordinal);
        }

        return key;
    }
}
