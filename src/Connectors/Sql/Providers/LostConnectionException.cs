using System.Data.Common;

namespace Sutler.Connectors.Sql.Providers;

/// <summary>A connection that broke earlier was asked for more.</summary>
internal sealed class LostConnectionException : DbException
{
    public LostConnectionException()
        : base("The connection to the server was lost.")
    {
    }

    public LostConnectionException(string message)
        : base(message)
    {
    }

    public LostConnectionException(string message, int errorCode)
        : base(message, errorCode)
    {
    }

    public LostConnectionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public override string SqlState => "08003";
}
