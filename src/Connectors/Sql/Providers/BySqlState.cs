using System.Data.Common;
using Sutler.Connectors.Sdk;

namespace Sutler.Connectors.Sql.Providers;

/// <summary>Kinds of failure by the classes of SQLSTATE that the standard defines, for products without a table of their own.</summary>
internal static class BySqlState
{
    // SQL Server, Oracle, DB2 and Informix, in that order.
    private static readonly HashSet<int> UniqueNumbers = [2627, 2601, 1, -803, -239, -268];
    private static readonly HashSet<int> NotNullNumbers = [515, 1400, 1407, -407, -391];
    private static readonly HashSet<int> DeadlockNumbers = [1205, 60, -911, -913];

    public static (ConnectorErrorKind Kind, string Rule) Classify(DbException failure) => failure.SqlState switch
    {
        ['2', '3', ..] or null when UniqueNumbers.Contains(failure.ErrorCode) => (ConnectorErrorKind.Conflict, ServerErrors.Unique),
        ['2', '3', ..] or null when NotNullNumbers.Contains(failure.ErrorCode) => (ConnectorErrorKind.Invalid, ServerErrors.NotNull),
        "40001" or "40P01" or "57033" => (ConnectorErrorKind.Busy, ServerErrors.Deadlock),
        null when DeadlockNumbers.Contains(failure.ErrorCode) => (ConnectorErrorKind.Busy, ServerErrors.Deadlock),
        "23505" => (ConnectorErrorKind.Conflict, ServerErrors.Unique),
        "23502" => (ConnectorErrorKind.Invalid, ServerErrors.NotNull),
        "23503" => (ConnectorErrorKind.Invalid, ServerErrors.ForeignKey),
        "23513" or "23514" => (ConnectorErrorKind.Invalid, ServerErrors.Check),
        ['2', '3', ..] or ['4', '4', ..] => (ConnectorErrorKind.Invalid, ServerErrors.Refused),
        "22001" => (ConnectorErrorKind.Invalid, ServerErrors.TooLong),
        "22003" => (ConnectorErrorKind.Invalid, ServerErrors.OutOfRange),
        ['2', '2', ..] => (ConnectorErrorKind.Invalid, ServerErrors.Mismatch),
        "HYT00" or "57014" or "S1T00" => (ConnectorErrorKind.Timeout, ServerErrors.Stopped),
        "HYT01" or ['0', '8', ..] => (ConnectorErrorKind.Unreachable, ServerErrors.Lost),
        ['2', '8', ..] => (ConnectorErrorKind.Denied, ServerErrors.NoLogin),
        "42501" or "42000" when failure.ErrorCode is 229 or 230 or 1031 => (ConnectorErrorKind.Denied, ServerErrors.NoRight),
        ['I', 'M', ..] => (ConnectorErrorKind.Unreachable, failure.Message),
        ['4', '2', ..] => (ConnectorErrorKind.Internal, ServerErrors.Changed),
        null => (failure.IsTransient ? ConnectorErrorKind.Busy : ConnectorErrorKind.Internal, ServerErrors.Unknown),
        _ => (ConnectorErrorKind.Internal, ServerErrors.Unknown),
    };
}
