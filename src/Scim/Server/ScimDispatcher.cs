using Microsoft.AspNetCore.Http;
using Sutler.Scim.Errors;
using Sutler.Scim.Patch;
using Sutler.Scim.Schemas;

namespace Sutler.Scim.Server;

/// <summary>Chooses what answers a request: the handler of a resource type, or a discovery document.</summary>
internal static class ScimDispatcher
{
    private const string Search = ".search";

    public static ValueTask<ScimAnswer> DispatchAsync(HttpContext context, IScimEndpoint endpoint, ScimRoute route)
    {
        if (!route.Deeper)
        {
            foreach (var type in endpoint.ResourceTypes)
            {
                if (IsAt(type, route.Collection))
                    return DispatchAsync(context, new ScimTarget(endpoint, type, endpoint.Handler(type)), route);
            }
        }
        return ValueTask.FromResult(route.Collection.ToUpperInvariant() switch
        {
            "SERVICEPROVIDERCONFIG" or "RESOURCETYPES" or "SCHEMAS" when !route.Deeper => Discover(context.Request, endpoint, route),
            "ME" => throw new ScimException(501, null, "/Me is not supported. Call the resource by its id."),
            "BULK" => throw new ScimException(501, null, "Bulk requests are not supported. Send the operations one by one."),
            "" or Search => throw new ScimException(501, null, "Queries over all resource types are not supported. Query one, such as /Users."),
            _ => throw new ScimException(404, null, "There is nothing at this path. /ResourceTypes lists the endpoints."),
        });
    }

    private static bool IsAt(ResourceType type, string collection) =>
        type.Endpoint.AsSpan().Trim('/').Equals(collection, StringComparison.OrdinalIgnoreCase);

    private static ValueTask<ScimAnswer> DispatchAsync(HttpContext context, ScimTarget target, ScimRoute route)
    {
        if (string.IsNullOrEmpty(route.Id))
            return OnCollectionAsync(context, target, route);
        return Search.Equals(route.Id, StringComparison.OrdinalIgnoreCase) && HttpMethods.IsPost(context.Request.Method)
            ? SearchAsync(context, target, route)
            : OnResourceAsync(context, target, route, route.Id);
    }

    private static ValueTask<ScimAnswer> OnCollectionAsync(HttpContext context, ScimTarget target, ScimRoute route)
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method))
            return target.Handler.ListAsync(ScimQuery.ReadList(request, route.BaseUrl), context.RequestAborted);
        return HttpMethods.IsPost(request.Method)
            ? CreateAsync(context, target, route)
            : throw NotAllowed(context.Response, "GET, POST");
    }

    private static ValueTask<ScimAnswer> OnResourceAsync(HttpContext context, ScimTarget target, ScimRoute route, string id)
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method))
            return target.Handler.GetAsync(id, ScimQuery.Read(request, route.BaseUrl), context.RequestAborted);
        if (HttpMethods.IsPut(request.Method))
            return ReplaceAsync(context, target, route, id);
        if (HttpMethods.IsPatch(request.Method))
            return PatchAsync(context, target, route, id);
        return HttpMethods.IsDelete(request.Method)
            ? target.Handler.DeleteAsync(id, WriteRequestOf(request, route), context.RequestAborted)
            : throw NotAllowed(context.Response, "GET, PUT, PATCH, DELETE");
    }

    private static async ValueTask<ScimAnswer> CreateAsync(HttpContext context, ScimTarget target, ScimRoute route)
    {
        var body = await ScimBody.ReadAsync(context.Request, context.RequestAborted);
        return await target.Handler.CreateAsync(body, WriteRequestOf(context.Request, route), context.RequestAborted);
    }

    private static async ValueTask<ScimAnswer> ReplaceAsync(HttpContext context, ScimTarget target, ScimRoute route, string id)
    {
        var body = await ScimBody.ReadAsync(context.Request, context.RequestAborted);
        return await target.Handler.ReplaceAsync(id, body, WriteRequestOf(context.Request, route), context.RequestAborted);
    }

    private static async ValueTask<ScimAnswer> PatchAsync(HttpContext context, ScimTarget target, ScimRoute route, string id)
    {
        if (!target.Endpoint.Config.Patch)
            throw new ScimException(501, null, "PATCH is not supported here. Replace the resource with PUT.");
        var body = await ScimBody.ReadAsync(context.Request, context.RequestAborted);
        return await target.Handler.PatchAsync(id, PatchParser.Parse(body), WriteRequestOf(context.Request, route), context.RequestAborted);
    }

    private static async ValueTask<ScimAnswer> SearchAsync(HttpContext context, ScimTarget target, ScimRoute route)
    {
        var body = await ScimBody.ReadAsync(context.Request, context.RequestAborted);
        return await target.Handler.ListAsync(SearchRequest.Read(body, context.Request, route.BaseUrl), context.RequestAborted);
    }

    private static ScimAnswer Discover(HttpRequest request, IScimEndpoint endpoint, ScimRoute route)
    {
        if (!HttpMethods.IsGet(request.Method))
            throw NotAllowed(request.HttpContext.Response, "GET");
        // RFC 7644 §4: so that nobody takes an unfiltered answer for a filtered one.
        if (request.Query.ContainsKey("filter"))
            throw new ScimException(403, null, "Discovery endpoints take no filter. Read the whole answer, or one document by its name.");
        return route.Collection.ToUpperInvariant() switch
        {
            "SCHEMAS" => SchemaDocuments.Answer(endpoint.Schemas, route),
            "RESOURCETYPES" => ResourceTypeDocuments.Answer(endpoint.ResourceTypes, route),
            _ => ServiceProviderConfigDocument.Answer(endpoint.Config, route),
        };
    }

    private static WriteRequest WriteRequestOf(HttpRequest request, ScimRoute route) =>
        new(route.BaseUrl, request.Headers.IfMatch.Count == 0 ? null : request.Headers.IfMatch.ToString());

    private static ScimException NotAllowed(HttpResponse response, string allowed)
    {
        response.Headers.Allow = allowed;
        return new ScimException(405, null, $"This method is not supported here. Supported: {allowed}.");
    }
}
