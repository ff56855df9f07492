using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sutler.Service.Api;
using Sutler.Service.Mapping;

namespace Sutler.Service.Applications;

/// <summary>Templates of applications and of jobs (S/GRAPH-1, S/GRAPH-21).</summary>
internal static class TemplateEndpoints
{
    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/applicationTemplates", () => Results.Json(new { value = ApplicationTemplate.All.Select(template => template.Show()) })).WithSummary("Lists the templates of applications");
        routes.MapGet("/applicationTemplates/{id}", (string id) => Results.Json(Require(id).Show())).WithSummary("Reads a template of applications");
        routes.MapPost("/applicationTemplates/{id}/instantiate", InstantiateAsync).WithSummary("Makes an application from a template");
        foreach (var kind in (string[])["servicePrincipals", "applications"])
        {
            routes.MapGet($"/{kind}/{{id}}/synchronization/templates", ListAsync).WithSummary("Lists the templates of jobs");
            routes.MapGet($"/{kind}/{{id}}/synchronization/templates/{{templateId}}", GetAsync).WithSummary("Reads a template of jobs with its schema");
        }
    }

    private static async Task<IResult> InstantiateAsync(string id, JsonObject body, ApplicationStore store, CancellationToken cancellationToken)
    {
        Body.Allow(body, "displayName", "serviceManagementReference");
        var row = await store.CreateAsync(new ApplicationDraft { DisplayName = ApplicationDraft.CheckName(Body.Text(body, "displayName")), TemplateId = Require(id).Id }, cancellationToken);
        return Results.Json(new JsonObject { ["application"] = row.ShowApplication(), ["servicePrincipal"] = row.ShowServicePrincipal() }, statusCode: 201);
    }

    private static async Task<IResult> ListAsync(string id, ApplicationStore store, CancellationToken cancellationToken)
    {
        await ApplicationEndpoints.RequireAsync(id, store, cancellationToken);
        return Results.Json(new { value = (object[])[Show(id, TemplateStore.Ecma2Host)] });
    }

    private static async Task<IResult> GetAsync(string id, string templateId, ApplicationStore store, CancellationToken cancellationToken)
    {
        await ApplicationEndpoints.RequireAsync(id, store, cancellationToken);
        return TemplateStore.Find(templateId) is null ? throw ApiException.NotFound($"There is no template '{templateId}'.") : Results.Json(Show(id, templateId));
    }

    private static JsonObject Show(string applicationId, string templateId) => new()
    {
        ["id"] = templateId,
        ["applicationId"] = applicationId,
        ["default"] = templateId == TemplateStore.Ecma2Host,
        ["description"] = "Users of the directory to a SCIM 2.0 application.",
        ["discoverable"] = true,
        ["factoryTag"] = templateId,
        ["metadata"] = new JsonArray(),
        ["schema"] = JsonNode.Parse(TemplateStore.Find(templateId)!),
    };

    private static ApplicationTemplate Require(string id) =>
        ApplicationTemplate.All.FirstOrDefault(template => string.Equals(template.Id, id, StringComparison.OrdinalIgnoreCase)) ?? throw ApiException.NotFound($"There is no application template '{id}'. See /applicationTemplates.");
}
