using Microsoft.Data.Sqlite;
using SQLitePCL;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Model;

namespace Sutler.Connectors.Sql.Sqlite;

/// <summary>Puts SQLite's result codes into our fixed list of kinds. The message holds names and rules, never values.</summary>
internal static class SqliteErrors
{
    private const int ReadOnlyMoved = 8 | (4 << 8);
    private const int ConstraintCheck = 19 | (1 << 8);
    private const int ConstraintForeignKey = 19 | (3 << 8);
    private const int ConstraintNotNull = 19 | (5 << 8);
    private const int ConstraintPrimaryKey = 19 | (6 << 8);
    private const int ConstraintTrigger = 19 | (7 << 8);
    private const int ConstraintUnique = 19 | (8 << 8);
    private const int ConstraintRowId = 19 | (10 << 8);
    private const int ConstraintDataType = 19 | (12 << 8);

    public static ConnectorError Describe(SqliteException failure, SqlObjectType? type)
    {
        var (kind, rule) = Classify(failure);
        var columns = failure.SqliteErrorCode == raw.SQLITE_CONSTRAINT ? Columns(failure.Message, type) : [];
        var attribute = columns.Count > 0 ? columns[0].Name : null;
        return new ConnectorError(kind, $"{Place(type, columns)}{rule}") { TargetMessage = failure.Message, Attribute = attribute };
    }

    private static (ConnectorErrorKind Kind, string Rule) Classify(SqliteException failure) => failure.SqliteErrorCode switch
    {
        raw.SQLITE_CONSTRAINT => Constraint(failure.SqliteExtendedErrorCode),
        raw.SQLITE_MISMATCH => (ConnectorErrorKind.Invalid, "the value's type does not fit the column. Correct the mapping's type."),
        raw.SQLITE_TOOBIG => (ConnectorErrorKind.Invalid, "a value is longer than the database takes. Shorten it."),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_PROTOCOL =>
            (ConnectorErrorKind.Busy, "another program holds the database's lock. Try again later, or raise commandTimeout."),
        raw.SQLITE_INTERRUPT => (ConnectorErrorKind.Timeout, "the statement was stopped before it ended. Try again, or raise commandTimeout."),
        raw.SQLITE_READONLY when failure.SqliteExtendedErrorCode == ReadOnlyMoved =>
            (ConnectorErrorKind.Unreachable, "the database file was moved or replaced. Put it back, or correct dataSource."),
        raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH =>
            (ConnectorErrorKind.Denied, "this process may not write the database. Give its account the right to the file and its folder."),
        raw.SQLITE_CANTOPEN => (ConnectorErrorKind.Unreachable, "the database file cannot be opened. Check dataSource, and the account's rights to the file and its folder."),
        raw.SQLITE_NOTADB => (ConnectorErrorKind.Unsupported, "the file is not a SQLite database, or it is encrypted. Correct dataSource."),
        raw.SQLITE_CORRUPT => (ConnectorErrorKind.Internal, "the database file is damaged. Repair it, or restore it from a backup."),
        raw.SQLITE_FULL => (ConnectorErrorKind.Internal, "the disk of the database is full. Make room and try again."),
        raw.SQLITE_IOERR => (ConnectorErrorKind.Internal, "the database's disk failed to read or write. Check the disk and try again."),
        raw.SQLITE_NOMEM => (ConnectorErrorKind.Internal, "the database ran out of memory. Try again with smaller batches."),
        raw.SQLITE_ERROR or raw.SQLITE_SCHEMA =>
            (ConnectorErrorKind.Internal, "the database refused the statement. Check whether its tables were changed, and read the schema again."),
        _ => (ConnectorErrorKind.Internal, $"the database failed with code {failure.SqliteErrorCode}. See its own words in the log."),
    };

    private static (ConnectorErrorKind Kind, string Rule) Constraint(int code) => code switch
    {
        ConstraintUnique or ConstraintPrimaryKey or ConstraintRowId =>
            (ConnectorErrorKind.Conflict, "another row has this value, which must be unique. Match the existing row, or give another value."),
        ConstraintNotNull => (ConnectorErrorKind.Invalid, "must have a value (NOT NULL). Map a value that is never empty."),
        ConstraintCheck => (ConnectorErrorKind.Invalid, "a CHECK rule of the table refuses the values. Map values that it allows."),
        ConstraintForeignKey => (ConnectorErrorKind.Invalid, "a foreign key would point to no row. Write the row it points to first, or clear what points here."),
        ConstraintDataType => (ConnectorErrorKind.Invalid, "the value's type does not fit the column of this STRICT table. Correct the mapping's type."),
        ConstraintTrigger => (ConnectorErrorKind.Invalid, "a trigger of the table refuses the change. See the database's own words for its rule."),
        _ => (ConnectorErrorKind.Invalid, "a rule of the table refuses the change. See the database's own words for which."),
    };

    private static string Place(SqlObjectType? type, List<SqlAttribute> columns)
    {
        if (type is null)
            return "Database: ";
        return columns switch
        {
            [] => $"Table '{type.Table.Name}': ",
            [var column] => $"Table '{type.Table.Name}', column '{column.Column.Name}': ",
            _ => $"Table '{type.Table.Name}', columns {string.Join(", ", columns.Select(column => $"'{column.Column.Name}'"))}: ",
        };
    }

    // SQLite says "… constraint failed: Table.Column, Table.Column". Only names of columns that we know are taken from it.
    private static List<SqlAttribute> Columns(string message, SqlObjectType? type)
    {
        if (type is null)
            return [];
        var prefix = type.Table.Name + ".";
        return [.. type.Attributes
            .Select(attribute => (Attribute: attribute, At: Place(message, prefix + attribute.Column.Name)))
            .Where(found => found.At >= 0)
            .OrderBy(found => found.At)
            .Select(found => found.Attribute)];
    }

    private static int Place(string message, string name)
    {
        var at = message.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        while (at >= 0 && at + name.Length < message.Length && IsNamePart(message[at + name.Length]))
            at = message.IndexOf(name, at + 1, StringComparison.OrdinalIgnoreCase);
        return at;
    }

    private static bool IsNamePart(char character) => char.IsLetterOrDigit(character) || character is '_' or '$';
}
