namespace Sutler.Tunnel.Wire;

/// <summary>The headers that the two ends speak with; none of them leaves the tunnel at either end.</summary>
internal static class TunnelHeaders
{
    public const string Prefix = "Sutler-";

    /// <summary>On the dial and its answer.</summary>
    public const string Version = "Sutler-Tunnel-Version";

    public const string CurrentVersion = "1";

    public const string AgentVersion = "Sutler-Agent-Version";

    /// <summary>On a request: scheme and authority of the target, e.g. <c>https://localhost:8585</c>.</summary>
    public const string Target = "Sutler-Target";

    /// <summary>On a request: milliseconds left for the whole exchange.</summary>
    public const string Deadline = "Sutler-Deadline";

    /// <summary>On an answer that is the agent's own: what became of the request.</summary>
    public const string Outcome = "Sutler-Outcome";

    public static string Format(TunnelOutcome outcome) => outcome switch
    {
        TunnelOutcome.NotSent => "not-sent",
        TunnelOutcome.NotAllowed => "not-allowed",
        _ => "may-have-run",
    };

    /// <summary>What is not understood counts as "may have run": the careful reading.</summary>
    public static TunnelOutcome Parse(string value) => value switch
    {
        "not-sent" => TunnelOutcome.NotSent,
        "not-allowed" => TunnelOutcome.NotAllowed,
        _ => TunnelOutcome.MayHaveRun,
    };
}
