using System.Net.Http.Headers;
using System.Text.Json;
using Sutler.Tunnel.Agent.Connection;
using Sutler.Tunnel.Agent.Join;
using Sutler.Tunnel.Agent.Membership;
using Sutler.Tunnel.Wire;

namespace Sutler.Tunnel.Agent.Renewal;

/// <summary>Asks for the next certificate, under the current one. The key is kept until its certificate is in place, so that asking again is
/// safe.</summary>
internal sealed class RenewalClient(AgentOptions options, AgentConfig config, AgentFolder folder, CredentialSource credentials)
{
    public async Task RenewAsync(Uri agentUrl, CancellationToken cancellationToken)
    {
        using var key = folder.PendingKey();
        var response = await AskAsync(agentUrl, new RenewRequest { CertificateRequest = SigningRequestText.For(key) }, cancellationToken);
        credentials.Swap(folder.Accept(key, response.Certificate, response.Authority));
        folder.DropPendingKey();
        KeepAddresses(response.AgentUrls);
    }

    /// <summary>For the next start; the file is read anew, since an administrator may have edited it meanwhile.</summary>
    private void KeepAddresses(IReadOnlyList<string> agentUrls)
    {
        var current = folder.ReadConfig();
        if (agentUrls.Count > 0 && agentUrls.All(AgentUrl.IsValid) && !agentUrls.SequenceEqual(current.AgentUrls, StringComparer.Ordinal))
            folder.WriteConfig(current with { AgentUrls = agentUrls });
    }

    private async Task<RenewResponse> AskAsync(Uri agentUrl, RenewRequest request, CancellationToken cancellationToken)
    {
        using var client = new HttpMessageInvoker(AgentHttp.NewHandler(credentials.Current, new AgentRoute(agentUrl, options.Proxy ?? config.Proxy)));
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(request, TunnelJson.Default.RenewRequest));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(agentUrl, TunnelLimits.RenewPath)) { Content = content };
        using var response = await client.SendAsync(message, cancellationToken);
        await response.Content.LoadIntoBufferAsync(TunnelLimits.MaxMessageBytes, cancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return response.IsSuccessStatusCode
            ? JsonSerializer.Deserialize(body, TunnelJson.Default.RenewResponse) ?? throw new JsonException("The answer is empty.")
            : throw new HttpRequestException($"The service answered {(int)response.StatusCode}: {ServiceText.From(body)}");
    }
}
