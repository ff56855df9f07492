namespace Sutler.Odbc;

/// <summary>One diagnostic record of a driver or of the driver manager.</summary>
/// <param name="State">SQLSTATE, five characters.</param>
/// <param name="NativeError">The database's own number.</param>
/// <param name="Message">Its text; may hold values of the statement.</param>
public sealed record OdbcError(string State, int NativeError, string Message);
