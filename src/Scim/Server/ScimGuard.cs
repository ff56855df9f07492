using Microsoft.AspNetCore.Http;
using Sutler.Scim.Errors;

namespace Sutler.Scim.Server;

/// <summary>Lets a request through to the endpoint that it is meant for, when it brings that endpoint's token.</summary>
internal sealed class ScimGuard(Func<HttpContext, IScimEndpoint?> find, WrongTokenLimiter limiter)
{
    /// <summary>The endpoint.</summary>
    /// <exception cref="ScimException">There is none, or the token does not open it.</exception>
    public IScimEndpoint Admit(HttpContext context)
    {
        var endpoint = find(context)
            ?? throw new ScimException(404, null, "There is no SCIM endpoint at this address. Check the connection's name in the URL.");
        var token = BearerToken.Of(context.Request);
        if (token is not null && endpoint.Accepts(token))
            return endpoint;
        if (token is not null && limiter.Note(context.Connection.RemoteIpAddress) is { } wait)
        {
            throw new ScimException(new ScimError(429, null, "Too many wrong tokens came from this address. Correct the token, then try again later.")
            {
                RetryAfter = wait,
            });
        }
        throw new ScimException(
            401, null, "The bearer token is missing or wrong. Send 'Authorization: Bearer' with the secret token of this connection.");
    }
}
