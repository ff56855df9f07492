using System.Net;
using System.Security.Authentication;

namespace Sutler.Tunnel.Agent.Forwarding;

/// <summary>What a failed call to a target means for the request: status, outcome and words. Pure.</summary>
internal readonly record struct ForwardFailure(HttpStatusCode Status, TunnelOutcome Outcome, string Detail)
{
    public static ForwardFailure NotAllowed(string reason) => new(
        HttpStatusCode.Forbidden,
        TunnelOutcome.NotAllowed,
        $"The agent does not forward this request: {reason}. Add a rule to 'allow' in the agent's agent.json.");

    public static ForwardFailure OutOfTime(string target) => new(
        HttpStatusCode.GatewayTimeout, TunnelOutcome.MayHaveRun, $"{target} did not answer before the request's deadline; the request may have run.");

    public static ForwardFailure From(Exception failure, string target)
    {
        var cause = Innermost(failure).Message;
        if (failure is OperationCanceledException)
            return new ForwardFailure(
                HttpStatusCode.GatewayTimeout, TunnelOutcome.NotSent,
                $"{target} could not be reached from the agent in time. Check that it runs. ({cause})");

        return failure is HttpRequestException { HttpRequestError: var error } && IsBeforeSending(error)
            ? new ForwardFailure(
                HttpStatusCode.BadGateway, TunnelOutcome.NotSent, $"{target} cannot be reached from the agent. {Remedy(failure)} ({cause})")
            : new ForwardFailure(
                HttpStatusCode.BadGateway, TunnelOutcome.MayHaveRun,
                $"{target} broke off without a full answer; the request may have run. ({cause})");
    }

    private static bool IsBeforeSending(HttpRequestError error) => error
        is HttpRequestError.NameResolutionError
        or HttpRequestError.ConnectionError
        or HttpRequestError.SecureConnectionError
        or HttpRequestError.ProxyTunnelError
        or HttpRequestError.VersionNegotiationError;

    private static string Remedy(Exception failure)
    {
        for (var e = failure; e is not null; e = e.InnerException)
        {
            if (e is AuthenticationException)
                return "Its certificate is not trusted here: name the PEM file of its authority as trustedAuthority in the agent's allow-list.";
        }

        return "Check that it runs and listens there.";
    }

    private static Exception Innermost(Exception e) => e.InnerException is { } inner ? Innermost(inner) : e;
}
