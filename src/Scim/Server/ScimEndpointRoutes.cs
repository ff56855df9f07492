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
    /// <param name="endpoints">The application's routes.</param>
    /// <param name="prefix">Base path, such as <c>/ecma2host_{connection}/scim</c>.</param>
    /// <param name="find">The endpoint that a request is meant for; null answers 404.</param>
    public static IEndpointConventionBuilder MapScim(this IEndpointRouteBuilder endpoints, string prefix, Func<HttpContext, IScimEndpoint?> find)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        ArgumentNullException.ThrowIfNull(find);
        var log = endpoints.ServiceProvider.GetRequiredService<ILogger<ScimRequestRunner>>();
        prefix = "/" + prefix.Trim('/');
        var runner = new ScimRequestRunner(prefix.Count('/'), find, log);
        return endpoints.Map(prefix + "/{**scimPath}", runner.RunAsync);
    }
}
