using Microsoft.AspNetCore.Http;
using Sutler.Scim.Errors;
using Sutler.Scim.Server.Bulk;
using Sutler.Scim.Server.Discovery;
using Sutler.Scim.Server.Requests;

namespace Sutler.Scim.Server;

/// <summary>Chooses what answers a request: the resources of a type, a discovery document, or a request over all types.</summary>
internal static class ScimDispatcher
{
    public const string Search = ".search";

    public static ValueTask<ScimAnswer> DispatchAsync(ScimCallContext call)
    {
        var route = call.Route;
        if (!route.Deeper && ScimCallContext.FindType(call.Endpoint, route.Collection) is { } type)
            return new ResourceRequests(call, call.Endpoint.Handler(type)).AnswerAsync();
        return (route.Collection.ToUpperInvariant(), string.IsNullOrEmpty(route.Id)) switch
        {
            ("SERVICEPROVIDERCONFIG" or "RESOURCETYPES" or "SCHEMAS", _) when !route.Deeper => ValueTask.FromResult(Discover(call)),
            ("ME", _) => throw new ScimException(501, null, "/Me is not supported. Call the resource by its id."),
            ("BULK", true) => BulkRequests.AnswerAsync(call),
            ("", true) => call.IsRead ? RootQuery.AnswerAsync(call, ScimQuery.ReadList(call.Request, route.BaseUrl)) : Other(call, "GET, HEAD"),
            (".SEARCH", true) => HttpMethods.IsPost(call.Request.Method) ? SearchAsync(call) : Other(call, "POST"),
            _ => throw new ScimException(404, null, "There is nothing at this path. /ResourceTypes lists the endpoints."),
        };
    }

    private static async ValueTask<ScimAnswer> SearchAsync(ScimCallContext call)
    {
        var body = await ScimBody.ReadAsync(call.Request, call.Aborted);
        return await RootQuery.AnswerAsync(call, SearchRequest.Read(body, call.Request, call.Route.BaseUrl));
    }

    private static ScimAnswer Discover(ScimCallContext call)
    {
        if (!call.IsRead)
            return call.Other("GET, HEAD");
        // RFC 7644 §4: so that nobody takes an unfiltered answer for a filtered one.
        if (call.Request.Query.ContainsKey("filter"))
            throw new ScimException(403, null, "Discovery endpoints take no filter. Read the whole answer, or one document by its name.");
        return call.Route.Collection.ToUpperInvariant() switch
        {
            "SCHEMAS" => SchemaDocuments.Answer(call.Endpoint.Schemas, call.Route),
            "RESOURCETYPES" => ResourceTypeDocuments.Answer(call.Endpoint.ResourceTypes, call.Route),
            _ => ServiceProviderConfigDocument.Answer(call.Endpoint.Config, call.Route),
        };
    }

    private static ValueTask<ScimAnswer> Other(ScimCallContext call, string allowed) => ValueTask.FromResult(call.Other(allowed));
}
