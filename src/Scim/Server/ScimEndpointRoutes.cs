using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sutler.Scim.Server;

/// <summary>Puts SCIM endpoints into an application's routes.</summary>
public static class ScimEndpointRoutes
{
    /// <summary>Answers every request below the prefix as RFC 7644 asks.</summary>
    /// <param name="endpoints">The application's routes. Its services may hold a <see cref="TimeProvider"/>; else the system's clock counts.</param>
    /// <param name="prefix">Base path, such as <c>/ecma2host_{connection}/scim</c>.</param>
    /// <param name="find">The endpoint that a request is meant for; null answers 404.</param>
    /// <param name="options">How the endpoints guard themselves; null for the defaults.</param>
    public static IEndpointConventionBuilder MapScim(
        this IEndpointRouteBuilder endpoints, string prefix, Func<HttpContext, IScimEndpoint?> find, ScimServerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        ArgumentNullException.ThrowIfNull(find);
        var log = endpoints.ServiceProvider.GetRequiredService<ILogger<ScimRequestRunner>>();
        var clock = endpoints.ServiceProvider.GetService<TimeProvider>() ?? TimeProvider.System;
        prefix = "/" + prefix.Trim('/');
        var guard = new ScimGuard(find, new WrongTokenLimiter(options ?? new ScimServerOptions(), clock));
        var runner = new ScimRequestRunner(prefix.Count('/'), guard, log);
        return endpoints.Map(prefix + "/{**scimPath}", runner.RunAsync);
    }
}
