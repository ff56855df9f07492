using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sutler.Service.Api;

namespace Sutler.Service.Applications;

/// <summary>Templates of applications (S/GRAPH-21).</summary>
internal static class ApplicationTemplateEndpoints
{
    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/applicationTemplates", () => Results.Json(new { value = ApplicationTemplate.All.Select(template => template.Show()) })).WithSummary("Lists the templates of applications");
        routes.MapGet("/applicationTemplates/{id}", (string id) => Results.Json(Require(id).Show())).WithSummary("Reads a template of applications");
        routes.MapPost("/applicationTemplates/{id}/instantiate", InstantiateAsync).WithSummary("Makes an application from a template");
    }

    private static async Task<IResult> InstantiateAsync(string id, JsonObject body, ApplicationStore store, CancellationToken cancellationToken)
    {
        Body.Allow(body, "displayName", "serviceManagementReference");
        var row = await store.CreateAsync(new ApplicationDraft { DisplayName = ApplicationDraft.CheckName(Body.Text(body, "displayName")), TemplateId = Require(id).Id }, cancellationToken);
        return Results.Json(new JsonObject { ["application"] = row.ShowApplication(), ["servicePrincipal"] = row.ShowServicePrincipal() }, statusCode: 201);
    }

    private static ApplicationTemplate Require(string id) =>
        ApplicationTemplate.All.FirstOrDefault(template => string.Equals(template.Id, id, StringComparison.OrdinalIgnoreCase)) ?? throw ApiException.NotFound($"There is no application template '{id}'. See /applicationTemplates.");
}
