using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sutler.Service.Api;
using Sutler.Service.Applications;
using Sutler.Service.Mapping;

namespace Sutler.Service.Schemas;

/// <summary>Templates in Graph's shape (S/GRAPH-1, S/GRAPH-2).</summary>
internal static class TemplateEndpoints
{
    public static void Map(RouteGroupBuilder routes)
    {
        foreach (var owner in (string[])["/servicePrincipals", "/applications"])
        {
            routes.MapGet(owner + "/{id}/synchronization/templates", ListAsync);
            routes.MapGet(owner + "/{id}/synchronization/templates/{templateId}", GetAsync);
        }

        routes.MapPut("/applications/{id}/synchronization/templates/{templateId}", PutAsync);
    }

    private static async Task<IResult> ListAsync(string id, ApplicationStore applications, SchemaCommands commands, CancellationToken cancellationToken)
    {
        await RequireAsync(id, applications, cancellationToken);
        var templates = new JsonArray();
        foreach (var templateId in TemplateStore.Ids)
            templates.Add(Show(id, templateId, await commands.TemplateAsync(id, templateId, cancellationToken)));
        return Results.Json(new { value = templates });
    }

    private static async Task<IResult> GetAsync(string id, string templateId, ApplicationStore applications, SchemaCommands commands, CancellationToken cancellationToken)
    {
        await RequireAsync(id, applications, cancellationToken);
        var schema = await commands.TemplateAsync(id, templateId, cancellationToken) ?? throw ApiException.NotFound($"There is no template '{templateId}'. Use {string.Join(" or ", TemplateStore.Ids)}.");
        return Results.Json(Show(id, templateId, schema));
    }

    private static async Task<IResult> PutAsync(string id, string templateId, HttpContext context, SchemaStore store, CancellationToken cancellationToken)
    {
        await RequireAsync(id, (ApplicationStore)context.RequestServices.GetService(typeof(ApplicationStore))!, cancellationToken);
        if (!TemplateStore.Ids.Contains(templateId, StringComparer.Ordinal))
            throw ApiException.NotFound($"There is no template '{templateId}'. Use {string.Join(" or ", TemplateStore.Ids)}.");
        var body = await SchemaEndpoints.ReadBodyAsync(context.Request, cancellationToken);
        var schema = body.Part("schema") ?? throw ApiException.BadRequest("The body holds no schema. Send the template as GET answers it.");
        SchemaCommands.RequireSound(schema);
        await store.SetTemplateAsync((id, templateId), SchemaDocument.Write(schema), cancellationToken);
        return Results.NoContent();
    }

    private static async Task RequireAsync(string id, ApplicationStore applications, CancellationToken cancellationToken) =>
        _ = await applications.FindAsync(id, cancellationToken) ?? throw ApiException.NotFound($"No service principal has the id '{id}'.");

    private static JsonObject Show(string applicationId, string templateId, string? schema) => new()
    {
        ["id"] = templateId,
        ["applicationId"] = applicationId,
        ["default"] = templateId is TemplateStore.Scim,
        ["description"] = templateId is TemplateStore.Scim ? "An application that speaks SCIM 2.0" : "An application behind an ECMA connector host",
        ["discoverable"] = true,
        ["factoryTag"] = templateId is TemplateStore.Scim ? "CustomSCIM" : "ECMA2Host",
        ["metadata"] = new JsonArray(),
        ["schema"] = schema is null ? null : SchemaDocument.Read(schema),
    };
}
