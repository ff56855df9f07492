namespace Sutler.Tunnel.Agent.Connection;

/// <summary>Addresses of the service's agent endpoint: always TLS, since the certificate of the agent is its only proof.</summary>
internal static class AgentUrl
{
    public static bool IsValid(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme == Uri.UriSchemeHttps && parsed.UserInfo.Length == 0;

    public static Uri Parse(string url) => IsValid(url)
        ? new Uri(url)
        : throw new AgentConfigException($"'{url}' is not the address of an agent endpoint. Write it like https://sutler.example.com:8443.");
}
