namespace Sutler.Connectors.Sdk;

/// <summary>Carries a <see cref="ConnectorError"/> where there is no result to put it in: schema, import, find.</summary>
public sealed class ConnectorException : Exception
{
    /// <summary>Wraps the error.</summary>
    public ConnectorException(ConnectorError error, Exception? inner = null)
        : base(error.Message, inner) => Error = error;

    /// <summary>An internal error with no more said.</summary>
    public ConnectorException()
        : this("The connector failed.")
    {
    }

    /// <summary>An internal error with this message.</summary>
    public ConnectorException(string message)
        : this(new ConnectorError(ConnectorErrorKind.Internal, message))
    {
    }

    /// <summary>An internal error with this message and cause.</summary>
    public ConnectorException(string message, Exception inner)
        : this(new ConnectorError(ConnectorErrorKind.Internal, message), inner)
    {
    }

    /// <summary>What went wrong.</summary>
    public ConnectorError Error { get; }
}
