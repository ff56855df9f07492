using System.Data.Common;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Model;
using Sutler.Connectors.Sql.Providers;

namespace Sutler.Connectors.Sql.MariaDb;

/// <summary>Puts MariaDB's and MySQL's error numbers into our fixed list of kinds; SQLSTATE says too little there.</summary>
internal static class MariaDbErrors
{
    public static ConnectorError Describe(DbException failure, SqlObjectType? type)
    {
        var what = Classify(failure.ErrorCode, failure);
        var speaksOfColumns = what.Kind is ConnectorErrorKind.Conflict or ConnectorErrorKind.Invalid;
        return ServerErrors.Make(what, failure, type, speaksOfColumns ? ServerErrors.Named(type, WithoutValues(failure.Message)) : []);
    }

    private static (ConnectorErrorKind Kind, string Rule) Classify(int number, DbException failure) => number switch
    {
        _ when failure.SqlState is "HYT00" => (ConnectorErrorKind.Timeout, ServerErrors.Stopped),
        1062 or 1169 or 1586 => (ConnectorErrorKind.Conflict, ServerErrors.Unique),
        1048 or 1364 or 1263 => (ConnectorErrorKind.Invalid, ServerErrors.NotNull),
        1216 or 1217 or 1451 or 1452 => (ConnectorErrorKind.Invalid, ServerErrors.ForeignKey),
        3819 or 4025 => (ConnectorErrorKind.Invalid, ServerErrors.Check),
        1406 or 1118 => (ConnectorErrorKind.Invalid, ServerErrors.TooLong),
        1264 or 1690 => (ConnectorErrorKind.Invalid, ServerErrors.OutOfRange),
        1265 or 1292 or 1366 or 1411 or 3140 => (ConnectorErrorKind.Invalid, ServerErrors.Mismatch),
        1644 => (ConnectorErrorKind.Invalid, ServerErrors.Trigger),
        1205 => (ConnectorErrorKind.Busy, ServerErrors.Locked),
        1213 or 1020 => (ConnectorErrorKind.Busy, ServerErrors.Deadlock),
        1040 or 1203 or 1226 => (ConnectorErrorKind.Busy, ServerErrors.Crowded),
        1317 or 1969 or 3024 => (ConnectorErrorKind.Timeout, ServerErrors.Stopped),
        1142 or 1143 or 1227 or 1370 or 1044 => (ConnectorErrorKind.Denied, ServerErrors.NoRight),
        1045 or 1130 or 1698 or 1862 => (ConnectorErrorKind.Denied, ServerErrors.NoLogin),
        1290 or 1792 or 1836 => (ConnectorErrorKind.Denied, ServerErrors.ReadOnly),
        1049 => (ConnectorErrorKind.Unreachable, ServerErrors.NoDatabase),
        1053 or 1152 or 1927 or (>= 2002 and <= 2006) or 2013 or 2055 => (ConnectorErrorKind.Unreachable, ServerErrors.Lost),
        1146 or 1054 or 1064 => (ConnectorErrorKind.Internal, ServerErrors.Changed),
        _ => BySqlState.Classify(failure),
    };

    // "Duplicate entry 'value' for key 'name'": the value could be the name of a column.
    private static string WithoutValues(string message)
    {
        var at = message.LastIndexOf(" for key ", StringComparison.Ordinal);
        if (at >= 0)
            return message[at..];
        at = message.LastIndexOf(" for column ", StringComparison.Ordinal);
        return at >= 0 ? message[at..] : message;
    }
}
