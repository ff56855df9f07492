namespace Sutler.Tunnel.Relay;

public sealed record RelayOptions
{
    /// <summary>How long a request waits for an agent of its group to connect.</summary>
    public TimeSpan ConnectWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>From sending a request to the end of its answer; the original service waits ten minutes (H/HIS-12).</summary>
    public TimeSpan RequestDeadline { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Silence on a tunnel after which the other end is asked for a sign of life, and then how long that may take.</summary>
    public TimeSpan PingDelay { get; init; } = TimeSpan.FromSeconds(3);

    public TimeSpan PingTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How often observers hear which agents are still there.</summary>
    public TimeSpan SeenInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long requests in flight may take to finish when the service stops.</summary>
    public TimeSpan DrainLimit { get; init; } = TimeSpan.FromSeconds(4);

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
