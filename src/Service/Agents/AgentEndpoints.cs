using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sutler.Service.Api;
using Sutler.Tunnel.Relay;
using Sutler.Tunnel.Relay.Authority;
using Sutler.Tunnel.Wire;

namespace Sutler.Service.Agents;

/// <summary>Join tokens, joining, and the agents there are.</summary>
internal static class AgentEndpoints
{
    private const int MostNameLength = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/joinTokens", CreateTokenAsync).WithSummary("Makes a one-time token with which an agent joins");
        routes.MapPost("/api/v1/agents/join", JoinAsync).WithMetadata(OpenToAll.Mark).WithSummary("Joins an agent: token and certificate request in, certificate out");
        routes.MapGet("/api/v1/agents", ListAsync).WithSummary("Lists agents and their connections");
        routes.MapDelete("/api/v1/agents/{id}", RevokeAsync).WithSummary("Revokes an agent and closes its connections");
    }

    private static async Task<IResult> CreateTokenAsync(JsonObject body, JoinTokenStore tokens, CancellationToken cancellationToken)
    {
        var group = JoinTokenStore.CheckGroup(body["group"] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null);
        var (token, expiresAt) = await tokens.CreateAsync(group, Lifetime.Parse(body["expiresIn"]), cancellationToken);
        return Results.Json(new { token, group, expiresAt }, statusCode: 201);
    }

    private static async Task<IResult> JoinAsync(
        JoinRequest request, HttpContext context, JoinServices services, CancellationToken cancellationToken)
    {
        var caller = context.Connection.RemoteIpAddress?.ToString() ?? "";
        if (!services.Limiter.Allows(caller))
            throw new ApiException(429, "tooManyRequests", "Too many refused joins from this address. Wait a minute.");

        try
        {
            var join = (request.Token, KeyOf(request.CertificateRequest), request.MachineName.Length > MostNameLength ? request.MachineName[..MostNameLength] : request.MachineName);
            var answer = await services.Tokens.RedeemAsync(join, agentId => Issue(agentId, request, services), cancellationToken);
            if (answer is not null)
                return Results.Json(answer, TunnelJson.Default.JoinResponse);
        }
        catch (CertificateRequestException refused)
        {
            throw ApiException.BadRequest(refused.Message);
        }

        services.Limiter.Failed(caller);
        throw new ApiException(403, "joinTokenRefused", "The join token is unknown, expired, or used by another agent. Make a new one: sutler agent token create.");
    }

    private static (JoinResponse Answer, DateTimeOffset Expires) Issue(string agentId, JoinRequest request, JoinServices services)
    {
        var issued = services.Authority.IssueAgent(request.CertificateRequest, agentId);
        return (new JoinResponse { AgentId = agentId, Certificate = issued.Chain, Authority = issued.Root, AgentUrls = services.Address.Urls }, issued.NotAfter);
    }

    private static string KeyOf(string certificateRequest)
    {
        const int most = 16 * 1024;
        if (certificateRequest.Length > most)
            throw new CertificateRequestException($"The certificate request is longer than {most} characters. Send one PKCS#10 request in PEM.");
        try
        {
            var key = CertificateRequest.LoadSigningRequestPem(certificateRequest, HashAlgorithmName.SHA256).PublicKey;
            return Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new CertificateRequestException("The certificate request cannot be read: send one PKCS#10 request in PEM, signed by its own key.", e);
        }
    }

    private static async Task<IResult> ListAsync(AgentStore agents, IRelay relay, CancellationToken cancellationToken)
    {
        var connected = relay.Connected;
        var rows = await agents.ListAsync(cancellationToken);
        return Results.Json(new
        {
            value = rows.Select(row => new
            {
                id = row.Id,
                name = row.Name,
                group = row.AgentGroup,
                joinedAt = row.JoinedAt,
                renewedAt = row.RenewedAt,
                expiresAt = row.ExpiresAt,
                revoked = row.Revoked != 0,
                connected = connected.Any(agent => agent.AgentId == row.Id),
                connections = connected.Where(agent => agent.AgentId == row.Id),
            }),
        });
    }

    private static async Task<IResult> RevokeAsync(string id, AgentStore agents, IRelay relay, CancellationToken cancellationToken)
    {
        if (!await agents.RevokeAsync(id, cancellationToken))
            throw ApiException.NotFound($"No agent has the id '{id}'.");
        relay.Drop(id);
        return Results.NoContent();
    }
}
