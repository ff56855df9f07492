using System.Data.Common;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Model;

namespace Sutler.Connectors.Sql.Providers;

/// <summary>What the error tables of the products have in common: rules in words, and the columns that a message speaks of.</summary>
internal static class ServerErrors
{
    public const string Unique = "another row has this value, which must be unique. Match the existing row, or give another value.";
    public const string NotNull = "must have a value (NOT NULL). Map a value that is never empty.";
    public const string Check = "a CHECK rule of the table refuses the values. Map values that it allows.";
    public const string ForeignKey = "a foreign key would point to no row. Write the row it points to first, or clear what points here.";
    public const string TooLong = "a value is longer than the column takes. Shorten it, or widen the column.";
    public const string OutOfRange = "a number is outside of the column's range. Map a smaller one, or widen the column.";
    public const string Mismatch = "a value does not fit the column's type. Correct the mapping.";
    public const string Trigger = "a trigger or rule of the table refuses the change. See the database's own words for its rule.";
    public const string Locked = "another transaction holds a lock on the row or table. Try again later, or raise commandTimeout.";
    public const string Deadlock = "the transaction was chosen to give way to another. Try again.";
    public const string Crowded = "the server has no room for another connection or statement. Try again later, or raise its limits.";
    public const string Stopped = "the statement was stopped before it ended. Try again, or raise commandTimeout.";
    public const string Lost = "the server cannot be reached, or ended the connection. Check that it runs, and its address and port.";
    public const string NoRight = "the account lacks a right. Grant it what the settings need: the use of its schema, select, and to write insert, update and delete.";
    public const string NoLogin = "the server refuses the account. Check user and password, and the server's own rules for who may connect.";
    public const string NoDatabase = "there is no database of that name on the server. Create it, or correct the connection.";
    public const string Changed = "the database refused the statement. Check whether its tables were changed, and read the schema again.";
    public const string ReadOnly = "the database is read only. Connect to the primary server, or lift the restriction.";
    public const string Refused = "a rule of the table refuses the change. See the database's own words for which.";
    public const string Unknown = "the database failed. See its own words in the log.";

    public static ConnectorError Make((ConnectorErrorKind Kind, string Rule) what, DbException failure, SqlObjectType? type, IEnumerable<SqlAttribute> columns)
    {
        SqlAttribute[] named = [.. columns];
        var place = (type, named) switch
        {
            (null, _) => "Database: ",
            (_, []) => $"Table '{type.Table.Name}': ",
            (_, [var column]) => $"Table '{type.Table.Name}', column '{column.Column.Name}': ",
            _ => $"Table '{type.Table.Name}', columns {string.Join(", ", named.Select(column => $"'{column.Column.Name}'"))}: ",
        };
        return new ConnectorError(what.Kind, place + what.Rule) { TargetMessage = failure.Message, Attribute = named.Length > 0 ? named[0].Name : null };
    }

    /// <summary>The columns that a message names between quotation marks, or by the name of a constraint on them. Only names that we know are taken.</summary>
    public static IEnumerable<SqlAttribute> Named(SqlObjectType? type, string message)
    {
        if (type is null)
            return [];
        foreach (var (constraint, columns) in type.Table.Constraints.OrderByDescending(pair => pair.Key.Length))
        {
            if (IsQuoted(message, constraint) || IsQuoted(message, $"{type.Table.Name}.{constraint}"))
                return Attributes(type, columns);
        }

        return type.Attributes.Where(attribute => IsQuoted(message, attribute.Column.Name)).Take(1);
    }

    public static IEnumerable<SqlAttribute> Attributes(SqlObjectType type, IEnumerable<string> columns) =>
        columns.Select(name => Array.Find(type.Attributes, attribute => attribute.Column.Name == name)).OfType<SqlAttribute>();

    private static bool IsQuoted(string message, string name) =>
        message.Contains($"\"{name}\"", StringComparison.OrdinalIgnoreCase)
        || message.Contains($"'{name}'", StringComparison.OrdinalIgnoreCase)
        || message.Contains($"`{name}`", StringComparison.OrdinalIgnoreCase);
}
