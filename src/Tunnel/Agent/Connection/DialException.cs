namespace Sutler.Tunnel.Agent.Connection;

internal sealed class DialException(DialErrorKind kind, string message, Exception? inner = null) : Exception(message, inner)
{
    public DialErrorKind Kind => kind;
}
