using System.Data.Common;

namespace Sutler.Odbc;

/// <summary>A failure told by an ODBC driver or the driver manager, with every diagnostic record.</summary>
public sealed class OdbcException : DbException
{
    /// <summary>Makes it of its records.</summary>
    public OdbcException(IReadOnlyList<OdbcError> errors)
        : this(errors, null)
    {
    }

    /// <summary>Makes it of its records and a cause.</summary>
    public OdbcException(IReadOnlyList<OdbcError> errors, Exception? inner)
        : base(Text(errors), inner) => Errors = errors;

    /// <summary>A failure with no more said.</summary>
    public OdbcException()
        : this("The ODBC call failed.")
    {
    }

    /// <summary>A failure with this message.</summary>
    public OdbcException(string message)
        : this([new OdbcError("HY000", 0, message)])
    {
    }

    /// <summary>A failure with this message and the database's own number.</summary>
    public OdbcException(string message, int errorCode)
        : this([new OdbcError("HY000", errorCode, message)])
    {
    }

    /// <summary>A failure with this message and cause.</summary>
    public OdbcException(string message, Exception innerException)
        : this([new OdbcError("HY000", 0, message)], innerException)
    {
    }

    /// <summary>The diagnostic records, the most important first.</summary>
    public IReadOnlyList<OdbcError> Errors { get; }

    /// <inheritdoc/>
    public override string SqlState => Errors.Count > 0 ? Errors[0].State : "HY000";

    /// <summary>The database's own number of the first record.</summary>
    public int NativeError => Errors.Count > 0 ? Errors[0].NativeError : 0;

    /// <inheritdoc/>
    public override int ErrorCode => NativeError;

    /// <summary>Whether the connection can no longer be used.</summary>
    public bool IsConnectionLost => Errors.Any(error => error.State is ['0', '8', ..] or "HYT01" or "57P01" or "57P02" or "57P03");

    /// <inheritdoc/>
    public override bool IsTransient => IsConnectionLost || SqlState is "40001" or "40P01" or "HYT00" or "55P03";

    private static string Text(IReadOnlyList<OdbcError> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        return string.Join(Environment.NewLine, errors.Select(error => $"{error.State}: {error.Message}"));
    }
}
