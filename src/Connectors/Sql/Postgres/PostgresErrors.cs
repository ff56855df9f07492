using System.Data.Common;
using Npgsql;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Model;
using Sutler.Connectors.Sql.Providers;

namespace Sutler.Connectors.Sql.Postgres;

/// <summary>Puts PostgreSQL's SQLSTATE codes into our fixed list of kinds. The message holds names and rules, never values.</summary>
internal static class PostgresErrors
{
    public static ConnectorError Describe(DbException failure, SqlObjectType? type)
    {
        var what = Classify(failure);
        var speaksOfColumns = what.Kind is ConnectorErrorKind.Conflict or ConnectorErrorKind.Invalid;
        return ServerErrors.Make(what, failure, type, speaksOfColumns ? Columns(failure, type) : []);
    }

    private static (ConnectorErrorKind Kind, string Rule) Classify(DbException failure) => failure.SqlState switch
    {
        null or "" => NoAnswer(failure),
        "23505" or "23P01" => (ConnectorErrorKind.Conflict, ServerErrors.Unique),
        "23502" => (ConnectorErrorKind.Invalid, ServerErrors.NotNull),
        "23503" => (ConnectorErrorKind.Invalid, ServerErrors.ForeignKey),
        "23514" => (ConnectorErrorKind.Invalid, ServerErrors.Check),
        "22001" => (ConnectorErrorKind.Invalid, ServerErrors.TooLong),
        "22003" => (ConnectorErrorKind.Invalid, ServerErrors.OutOfRange),
        ['2', '2', ..] or "42804" => (ConnectorErrorKind.Invalid, ServerErrors.Mismatch),
        ['2', '3', ..] or ['4', '4', ..] => (ConnectorErrorKind.Invalid, ServerErrors.Refused),
        ['P', '0', ..] => (ConnectorErrorKind.Invalid, ServerErrors.Trigger),
        "40001" or "40P01" => (ConnectorErrorKind.Busy, ServerErrors.Deadlock),
        "55P03" or "55006" => (ConnectorErrorKind.Busy, ServerErrors.Locked),
        ['5', '3', ..] => (ConnectorErrorKind.Busy, ServerErrors.Crowded),
        "57014" or "HYT00" => (ConnectorErrorKind.Timeout, ServerErrors.Stopped),
        "42501" => (ConnectorErrorKind.Denied, ServerErrors.NoRight),
        "25006" => (ConnectorErrorKind.Denied, ServerErrors.ReadOnly),
        ['2', '8', ..] => (ConnectorErrorKind.Denied, ServerErrors.NoLogin),
        "3D000" => (ConnectorErrorKind.Unreachable, ServerErrors.NoDatabase),
        ['0', '8', ..] or ['5', '7', 'P', ..] or "HYT01" => (ConnectorErrorKind.Unreachable, ServerErrors.Lost),
        ['I', 'M', ..] => (ConnectorErrorKind.Unreachable, failure.Message),
        "HY000" when IsLost(failure.Message) => (ConnectorErrorKind.Unreachable, ServerErrors.Lost),
        ['4', '2', ..] or "0A000" or "25P02" => (ConnectorErrorKind.Internal, ServerErrors.Changed),
        _ => (ConnectorErrorKind.Internal, ServerErrors.Unknown),
    };

    // The driver found no server, or lost it: there is no code of the server's.
    private static (ConnectorErrorKind Kind, string Rule) NoAnswer(DbException failure) => failure.InnerException is TimeoutException
        ? (ConnectorErrorKind.Timeout, ServerErrors.Stopped)
        : (ConnectorErrorKind.Unreachable, ServerErrors.Lost);

    private static bool IsLost(string message) =>
        message.Contains("server closed the connection", StringComparison.OrdinalIgnoreCase) || message.Contains("no connection to the server", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<SqlAttribute> Columns(DbException failure, SqlObjectType? type)
    {
        if (type is not null && failure is PostgresException { ColumnName: { Length: > 0 } column })
            return ServerErrors.Attributes(type, [column]);
        if (type is not null && failure is PostgresException { ConstraintName: { Length: > 0 } constraint } && type.Table.Constraints.TryGetValue(constraint, out var columns))
            return ServerErrors.Attributes(type, columns);
        return ServerErrors.Named(type, failure.Message);
    }
}
