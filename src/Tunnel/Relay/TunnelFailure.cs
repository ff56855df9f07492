namespace Sutler.Tunnel.Relay;

/// <summary>What a failure of the HTTP/2 client on a tunnel means for the request. Pure.</summary>
internal static class TunnelFailure
{
    public static TunnelException From(Exception failure, AgentTunnel tunnel, Uri target)
    {
        var agent = tunnel.Facts.Identity.AgentId;
        return IsNotSent(failure)
            ? new TunnelException(TunnelOutcome.NotSent, $"Agent '{agent}' went away before the request for {Name(target)} was sent.", failure)
            : new TunnelException(
                TunnelOutcome.MayHaveRun,
                $"The connection to agent '{agent}' broke while {Name(target)} had not answered: the request may have run. Read the target to know.",
                failure);
    }

    public static bool IsNotSent(Exception failure)
    {
        for (var e = failure; e is not null; e = e.InnerException)
        {
            if (e is TunnelGoneException)
                return true;
        }

        return false;
    }

    /// <summary>The query may hold personal data and stays out.</summary>
    private static string Name(Uri target) => target.GetLeftPart(UriPartial.Path);
}
