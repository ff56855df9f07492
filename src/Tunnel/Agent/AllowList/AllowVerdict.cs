namespace Sutler.Tunnel.Agent.AllowList;

/// <summary>Either a target and the exact URL to call there, or a reason.</summary>
internal readonly record struct AllowVerdict
{
    public AllowedTarget? Target { get; private init; }

    public Uri? Url { get; private init; }

    public string? Reason { get; private init; }

    public static AllowVerdict Allow(AllowedTarget target, Uri url) => new() { Target = target, Url = url };

    public static AllowVerdict Refuse(string reason) => new() { Reason = reason };
}
