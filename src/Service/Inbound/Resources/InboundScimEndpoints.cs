using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Sutler.Scim.Server;
using Sutler.Service.Api;
using Sutler.Service.Inbound.Clients;

namespace Sutler.Service.Inbound.Resources;

/// <summary>
/// The inbound SCIM server: <c>/inbound/{client}/scim</c> for one client, and <c>/scim/v2</c> for whichever the token belongs to. The token
/// is the client's; the administrator's token opens neither.
/// </summary>
internal static class InboundScimEndpoints
{
    private const string Scheme = "Bearer ";

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var prefix in (string[])["/scim/v2", "/inbound/{client}/scim"])
        {
            var mapped = routes.MapScim(prefix, static context => context.Features.Get<IScimEndpoint>());
            mapped.WithMetadata(OpenToAll.Mark);
            mapped.Add(static endpoint =>
            {
                var answer = endpoint.RequestDelegate!;
                endpoint.RequestDelegate = async context =>
                {
                    context.Features.Set(await FindAsync(context));
                    await answer(context);
                };
            });
        }
    }

    private static async Task<IScimEndpoint> FindAsync(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return ClosedEndpoint.Instance;
        var client = await context.RequestServices.GetRequiredService<InboundClientStore>().AdmitAsync(header[Scheme.Length..].Trim(), context.RequestAborted);
        var isMeant = client is not null && (context.GetRouteValue("client") is not string name || name.Equals(client.Name, StringComparison.OrdinalIgnoreCase));
        return isMeant ? new InboundEndpoint(client!, context.RequestServices.GetRequiredService<InboundServices>()) : ClosedEndpoint.Instance;
    }
}
