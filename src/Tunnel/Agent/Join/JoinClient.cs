using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Sutler.Tunnel.Agent.Connection;
using Sutler.Tunnel.Trust;
using Sutler.Tunnel.Wire;

namespace Sutler.Tunnel.Agent.Join;

/// <summary>The one call to the service's main listener that an agent ever makes.</summary>
internal sealed class JoinClient(JoinOptions options)
{
    public async Task<JoinResponse> JoinAsync(JoinRequest request, CancellationToken cancellationToken)
    {
        var url = Endpoint(options.ServiceUrl);
        using var timeout = new CancellationTokenSource(options.Timeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var client = new HttpMessageInvoker(NewHandler(url));
        try
        {
            using var message = Message(url, request);
            using var response = await client.SendAsync(message, either.Token);
            return await ReadAsync(response, either.Token);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new JoinException(
                $"The service at {options.ServiceUrl} cannot be reached: {Innermost(e).Message} Check the address, "
                + "and --ca FILE if its certificate comes from an authority of your own.", e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new JoinException(
                $"The service at {options.ServiceUrl} did not answer within {options.Timeout.TotalSeconds:0.#} s. Try again; "
                + "the token stays good.", e);
        }
    }

    /// <summary>The token is a secret: it goes over TLS, or does not leave the machine.</summary>
    private static Uri Endpoint(string serviceUrl)
    {
        if (!Uri.TryCreate(serviceUrl, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp))
            throw new JoinException($"'{serviceUrl}' is not the address of a service. Write it like https://sutler.example.com.");
        if (url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback)
            throw new JoinException($"'{serviceUrl}' would send the token in the clear. Use https; plain http is accepted on loopback only.");

        return new Uri(url.GetLeftPart(UriPartial.Path).TrimEnd('/') + TunnelLimits.JoinPath);
    }

    private static HttpRequestMessage Message(Uri url, JoinRequest request)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(request, TunnelJson.Default.JoinRequest));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
    }

    private static async Task<JoinResponse> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await response.Content.LoadIntoBufferAsync(TunnelLimits.MaxMessageBytes, cancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        if (!response.IsSuccessStatusCode)
            throw new JoinException($"The service refused to let this agent join ({(int)response.StatusCode}): {ServiceText.From(body)}");
        try
        {
            return JsonSerializer.Deserialize(body, TunnelJson.Default.JoinResponse) ?? throw new JsonException("The answer is empty.");
        }
        catch (JsonException e)
        {
            throw new JoinException($"The answer is not that of a Sutler service: {e.Message} Check the address.", e);
        }
    }

    private static Exception Innermost(Exception e) => e.InnerException is { } inner ? Innermost(inner) : e;

    private SocketsHttpHandler NewHandler(Uri url)
    {
        var handler = AgentHttp.Through(new AgentRoute(url, options.Proxy), new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        if (options.CaFile is { } file)
        {
            var roots = ReadRoots(file);
            handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) == SslPolicyErrors.None && certificate is X509Certificate2 presented
                && roots.ServerChainError(presented, chain?.ChainPolicy.ExtraStore) is null;
        }

        return handler;
    }

    private TrustedRoots ReadRoots(string file)
    {
        try
        {
            return TrustedRoots.FromPem(File.ReadAllText(file), options.TimeProvider);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new JoinException($"The CA file '{file}' cannot be used: {e.Message} Give a PEM file with the authority's certificate.", e);
        }
    }
}
