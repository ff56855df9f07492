using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Sutler.Service.Accounts;

namespace Sutler.Service.Api;

/// <summary>
/// Lets through who brings a token that is good and has the role that the endpoint needs (<see cref="Access"/>). Open to all are the description, the health pages,
/// joining, and what agents call under their certificate. A good token is never turned away for what others on its address got wrong.
/// </summary>
internal sealed class BearerEndpoints(RequestDelegate next, Callers callers, FailureLimiter limiter, TimeProvider time)
{
    private const string Scheme = "Bearer ";

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata is { } metadata && (metadata.GetMetadata<OpenToAll>() is not null || metadata.GetMetadata<IAllowAnonymous>() is not null))
        {
            await next(context);
            return;
        }

        if (TokenOf(context) is { } token && await callers.FindAsync(token, context.RequestAborted) is { } caller)
        {
            await PassAsync(context, caller);
            return;
        }

        await RefuseAsync(context);
    }

    /// <summary>The bearer token of a request; null for none.</summary>
    public static string? TokenOf(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : null;
    }

    private async Task PassAsync(HttpContext context, Caller caller)
    {
        using var entered = caller.Enter(context);
        if (caller.Refusal(Access.Of(context.GetEndpoint(), context.Request.Method), context.Request.Path) is { } refusal)
            await ApiErrorEndpoints.WriteAsync(context, 403, ("Authorization_RequestDenied", refusal), time);
        else
            await next(context);
    }

    private async Task RefuseAsync(HttpContext context)
    {
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
            ("InvalidAuthenticationToken", "A bearer token is missing or not the right one. Send 'Authorization: Bearer TOKEN' with a token of POST /api/v1/session, of 'sutler token create', or in the file admin-token of the service's data folder."),
            time);
    }
}
