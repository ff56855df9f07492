using System.Globalization;

namespace Sutler.Service.Agents;

/// <summary>Where agents connect, as they are told when they join: what was configured, else what is bound.</summary>
internal sealed record AgentEndpointAddress(IReadOnlyList<string> Urls, int Port)
{
    public static AgentEndpointAddress Of(IReadOnlyList<string>? given, ListenAddress bound)
    {
        var address = bound.Address.ToString();
        var host = address.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : address;
        return new AgentEndpointAddress(given is { Count: > 0 } ? given : [string.Create(CultureInfo.InvariantCulture, $"https://{host}:{bound.Port}")], bound.Port);
    }

    public bool IsBoundTo(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Port == Port;
}
