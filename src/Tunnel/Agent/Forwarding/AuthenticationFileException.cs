using System.Security.Authentication;

namespace Sutler.Tunnel.Agent.Forwarding;

/// <summary>The file that says whom to trust is missing or damaged, so nobody is trusted.</summary>
internal sealed class AuthenticationFileException(string message, Exception inner) : AuthenticationException(message, inner);
