using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace Sutler.Cli.Dev;

/// <summary>Asks the demo host how many users its target holds.</summary>
internal static class HostCounter
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static async Task<long> CountAsync(DevJson dev, CancellationToken cancellationToken)
    {
        using var authority = X509CertificateLoader.LoadCertificateFromFile(dev.HostCaFile);
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(authority);
        using var handler = new SocketsHttpHandler { UseProxy = false, SslOptions = { CertificateChainPolicy = policy } };
        using var http = new HttpClient(handler) { Timeout = Limit };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", dev.HostSecretToken);
        var answer = JsonNode.Parse(await http.GetStringAsync(new Uri($"{dev.HostScimUrl}/Users?count=0"), cancellationToken))!;
        return answer["totalResults"]!.GetValue<long>();
    }
}
