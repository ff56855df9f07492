using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sutler.Tunnel.Relay.Authority;
using Sutler.Tunnel.Wire;

namespace Sutler.Tunnel.Relay;

/// <summary>What agents call on the agent listener: the tunnel itself and the renewal of their certificate.</summary>
internal sealed partial class AgentEndpoints(Relay relay, IAgentAdmission admission, ILogger<AgentEndpoints> logger)
{
    /// <summary>Two are normal: an old one and its successor.</summary>
    private const int MaxConnectionsOfAgent = 8;

    private static long s_connections;

    public async Task ConnectAsync(HttpContext context)
    {
        if (await AdmitAsync(context) is not { } identity)
            return;

        var version = context.Request.Headers[TunnelHeaders.Version].ToString();
        if (!context.WebSockets.IsWebSocketRequest || version != TunnelHeaders.CurrentVersion)
        {
            await RefuseAsync(
                context, StatusCodes.Status400BadRequest,
                $"This is the agent endpoint: connect by WebSocket with {TunnelHeaders.Version}: {TunnelHeaders.CurrentVersion}. "
                + "Update the older side.");
            return;
        }

        if (relay.Registry.All.Count(t => t.Facts.Identity.AgentId == identity.AgentId) >= MaxConnectionsOfAgent)
        {
            await RefuseAsync(
                context, StatusCodes.Status429TooManyRequests,
                $"This agent has {MaxConnectionsOfAgent} connections already. Do not run two agents from copies of one data folder.");
            return;
        }

        context.Response.Headers[TunnelHeaders.Version] = TunnelHeaders.CurrentVersion;
        var options = new WebSocketAcceptContext { KeepAliveInterval = TimeSpan.Zero }; // HTTP/2 pings keep watch on both ends.
        using var socket = await context.WebSockets.AcceptWebSocketAsync(options);
        using var tunnel = new AgentTunnel(new TunnelStream(socket), Facts(context, identity), relay.Options);
        await relay.RunAsync(tunnel, context.RequestAborted);
    }

    public async Task RenewAsync(HttpContext context)
    {
        if (await AdmitAsync(context) is not { } identity)
            return;
        if (context.RequestServices.GetService<IAgentRenewal>() is not { } renewal)
        {
            await RefuseAsync(context, StatusCodes.Status404NotFound, "This service does not renew certificates.");
            return;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = TunnelLimits.MaxMessageBytes;
        try
        {
            var request = await JsonSerializer.DeserializeAsync(context.Request.Body, TunnelJson.Default.RenewRequest, context.RequestAborted)
                ?? throw new JsonException("The body is null.");
            var response = await renewal.RenewAsync(identity, request, context.RequestAborted);
            context.Response.ContentType = "application/json";
            await JsonSerializer.SerializeAsync(context.Response.Body, response, TunnelJson.Default.RenewResponse, context.RequestAborted);
            LogRenewed(identity.AgentId);
        }
        catch (Exception e) when (e is JsonException or CertificateRequestException)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, e.Message);
        }
    }

    private static AgentTunnelFacts Facts(HttpContext context, AgentIdentity identity) => new()
    {
        Identity = identity,
        ConnectionId = Interlocked.Increment(ref s_connections),
        RemoteAddress = context.Connection.RemoteIpAddress?.ToString() ?? "unknown",
        AgentVersion = Printable(context.Request.Headers[TunnelHeaders.AgentVersion].ToString()),
        ConnectedAt = context.RequestServices.GetRequiredService<RelayOptions>().TimeProvider.GetUtcNow(),
        CertificateNotAfter = new DateTimeOffset(context.Connection.ClientCertificate!.NotAfter.ToUniversalTime(), TimeSpan.Zero),
    };

    private static string Printable(string version) =>
        version.Length is > 0 and <= 32 && version.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '+') ? version : "unknown";

    private static async Task RefuseAsync(HttpContext context, int status, string detail)
    {
        context.Response.StatusCode = status;
        await ProblemBody.WriteAsync(context.Response, detail, context.RequestAborted);
    }

    private async Task<AgentIdentity?> AdmitAsync(HttpContext context)
    {
        if (!TryGetCertificate(context, out var certificate))
        {
            await RefuseAsync(
                context, StatusCodes.Status403Forbidden,
                "Agents connect to the agent endpoint of the service, with the certificate they got by joining.");
            return null;
        }

        if (await admission.AdmitAsync(certificate, context.RequestAborted) is { } identity)
            return identity;

        LogNotAdmitted(certificate.Subject, context.Connection.RemoteIpAddress?.ToString());
        await RefuseAsync(
            context, StatusCodes.Status403Forbidden, "The service does not know this agent, or it was disabled. Join again with a new token.");
        return null;
    }

    private static bool TryGetCertificate(HttpContext context, [NotNullWhen(true)] out X509Certificate2? certificate)
    {
        certificate = context.Features.Get<VerifiedAgentConnection>() is null ? null : context.Connection.ClientCertificate;
        return certificate is not null;
    }

    [LoggerMessage(1010, LogLevel.Warning, "The holder of certificate {Subject} at {RemoteAddress} is not admitted")]
    private partial void LogNotAdmitted(string subject, string? remoteAddress);

    [LoggerMessage(1011, LogLevel.Information, "The certificate of agent {AgentId} was renewed")]
    private partial void LogRenewed(string agentId);
}
