using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Sutler.Scim.Errors;
using Sutler.Scim.Schemas;

namespace Sutler.Scim.Server;

/// <summary>A request on its way to what answers it.</summary>
internal readonly record struct ScimCallContext(HttpContext Http, IScimEndpoint Endpoint, ScimRoute Route, ILogger Log)
{
    public HttpRequest Request => Http.Request;

    public CancellationToken Aborted => Http.RequestAborted;

    /// <summary>A HEAD is a GET whose body the web server drops.</summary>
    public bool IsRead => HttpMethods.IsGet(Request.Method) || HttpMethods.IsHead(Request.Method);

    /// <summary>The resource type whose endpoint has this name, in any case; null when there is none.</summary>
    public static ResourceType? FindType(IScimEndpoint endpoint, ReadOnlySpan<char> collection)
    {
        foreach (var type in endpoint.ResourceTypes)
        {
            if (type.Endpoint.AsSpan().Trim('/').Equals(collection, StringComparison.OrdinalIgnoreCase))
                return type;
        }
        return null;
    }

    /// <summary>What answers a method that the path does not take.</summary>
    public ScimAnswer Other(string allowed)
    {
        allowed += ", OPTIONS";
        if (HttpMethods.IsOptions(Request.Method))
            return new ScimAnswer(204) { Allow = allowed };
        Http.Response.Headers.Allow = allowed;
        throw new ScimException(405, null, $"This method is not supported here. Supported: {allowed}.");
    }
}
