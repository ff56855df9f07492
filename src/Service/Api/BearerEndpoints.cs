using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Sutler.Service.Secrets;

namespace Sutler.Service.Api;

/// <summary>
/// Opens everything but the description, the health pages, joining, and what agents call under their certificate, to the administrator's token only. The right token is never turned away
/// for what others on its address got wrong.
/// </summary>
internal sealed class BearerEndpoints(RequestDelegate next, AdminToken token, FailureLimiter limiter, TimeProvider time)
{
    private const string Scheme = "Bearer ";

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata is { } metadata && (metadata.GetMetadata<OpenToAll>() is not null || metadata.GetMetadata<IAllowAnonymous>() is not null))
        {
            await next(context);
            return;
        }

        var header = context.Request.Headers.Authorization.ToString();
        if (header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && token.Accepts(header[Scheme.Length..].Trim()))
        {
            await next(context);
            return;
        }

        var address = context.Connection.RemoteIpAddress?.ToString() ?? "";
        if (!limiter.Allows(address))
        {
            context.Response.Headers.RetryAfter = "60";
            await ApiErrorEndpoints.WriteAsync(context, 429, ("tooManyRequests", "Too many refused tokens from this address. Wait a minute."), time);
            return;
        }

        limiter.Failed(address);
        context.Response.Headers.WWWAuthenticate = "Bearer";
        await ApiErrorEndpoints.WriteAsync(
            context,
            401,
            ("InvalidAuthenticationToken", "A bearer token is missing or not the right one. Send 'Authorization: Bearer TOKEN' with the token in the file admin-token of the service's data folder."),
            time);
    }
}
