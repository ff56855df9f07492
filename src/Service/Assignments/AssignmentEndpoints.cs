using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sutler.Service.Api;
using Sutler.Service.Applications;
using Sutler.Service.Directory;
using Sutler.Service.Directory.Groups;
using Sutler.Service.Directory.Queries;

namespace Sutler.Service.Assignments;

/// <summary>Who is assigned to an application, seen from either side, and the roles that it has (S/GRAPH-22, S/SCOPE-1…6).</summary>
internal static class AssignmentEndpoints
{
    public static void Map(RouteGroupBuilder routes)
    {
        MapSide(routes, "/servicePrincipals/{id}/appRoleAssignedTo", async (id, services, cancellationToken) =>
            new AssignmentFilter((await ApplicationEndpoints.RequireAsync(id, services.Applications, cancellationToken)).Id, null));
        MapSide(routes, "/users/{id}/appRoleAssignments", async (id, services, cancellationToken) =>
            new AssignmentFilter(null, (await UserEndpoints.RequireAsync(id, services.Users, cancellationToken)).Id));
        MapSide(routes, "/groups/{id}/appRoleAssignments", async (id, services, cancellationToken) =>
            new AssignmentFilter(null, (await GroupEndpoints.RequireAsync(id, services.Groups, cancellationToken)).Id));
        routes.MapGet("/servicePrincipals/{id}/appRoles", RolesAsync).WithSummary("Lists the roles of an application");
        routes.MapPut("/servicePrincipals/{id}/appRoles", SetRolesAsync).WithSummary("Replaces the roles of an application");
    }

    private static void MapSide(RouteGroupBuilder routes, string path, Func<string, AssignmentServices, CancellationToken, Task<AssignmentFilter>> find)
    {
        routes.MapGet(path, async (HttpRequest request, string id, [AsParameters] AssignmentServices services, CancellationToken cancellationToken) =>
            await ListAsync(request, await find(id, services, cancellationToken), services, cancellationToken)).WithSummary("Lists assignments");
        routes.MapPost(path, async (string id, JsonObject body, [AsParameters] AssignmentServices services, CancellationToken cancellationToken) =>
            await CreateAsync(body, await find(id, services, cancellationToken), services, cancellationToken)).WithSummary("Assigns a user or group to an application");
        routes.MapDelete(path + "/{assignmentId}", async (string id, string assignmentId, [AsParameters] AssignmentServices services, CancellationToken cancellationToken) =>
            await services.Assignments.DeleteAsync(assignmentId, await find(id, services, cancellationToken), cancellationToken)
                ? Results.NoContent()
                : throw ApiException.NotFound($"There is no assignment '{assignmentId}' here.")).WithSummary("Takes an assignment away");
    }

    private static async Task<IResult> ListAsync(HttpRequest request, AssignmentFilter filter, AssignmentServices services, CancellationToken cancellationToken)
    {
        var query = DirectoryQuery.Parse(DirectoryTypes.User, QueryEndpoints.Options(request).Where(option => option.Key is not "$select"));
        if (query.Filter is not null || query.OrderBy is not null)
            throw ApiException.BadRequest("Assignments are neither filtered nor ordered. Ask on the side of the application, the user or the group.");
        var rows = await services.Assignments.ListAsync(filter, query.After?.Id ?? "", query.Top + 1, cancellationToken);
        var shown = rows.Take(query.Top).ToList();
        var page = new ObjectPage<AssignmentRow>(
            shown, rows.Count > query.Top ? new PageToken("", shown[^1].Id) : null, query.Count ? await services.Assignments.CountAsync(filter, cancellationToken) : null);
        var users = await services.Reader.UsersByIdAsync(shown.Select(row => row.PrincipalId), cancellationToken);
        var groups = await services.Reader.GroupsByIdAsync(shown.Select(row => row.PrincipalId), cancellationToken);
        var applications = (await services.Applications.ListAsync(cancellationToken)).ToDictionary(row => row.Id, row => row.DisplayName, StringComparer.Ordinal);
        return QueryEndpoints.Page(request, "appRoleAssignments", page, row => Show(
            row,
            users.GetValueOrDefault(row.PrincipalId)?.DisplayName ?? groups.GetValueOrDefault(row.PrincipalId)?.DisplayName,
            applications.GetValueOrDefault(row.ApplicationId)));
    }

    private static async Task<IResult> CreateAsync(JsonObject body, AssignmentFilter path, AssignmentServices services, CancellationToken cancellationToken)
    {
        var row = AssignmentBody.Read(body, path, services.Time.GetUtcNow());
        var application = await ApplicationEndpoints.RequireAsync(row.ApplicationId, services.Applications, cancellationToken);
        var roles = await services.Roles.ListAsync(row.ApplicationId, cancellationToken);
        if (row.RoleId != AssignmentRow.DefaultRole && !roles.Any(role => role.IsEnabled && role.Id == row.RoleId))
            throw ApiException.BadRequest($"The application has no enabled role {row.RoleId}. See /servicePrincipals/{row.ApplicationId}/appRoles, or leave appRoleId out for the default role.");
        return Results.Json(Show(await services.Assignments.CreateAsync(row, cancellationToken), null, application.DisplayName), statusCode: 201);
    }

    private static async Task<IResult> RolesAsync(string id, ApplicationStore applications, AppRoleStore roles, CancellationToken cancellationToken)
    {
        await ApplicationEndpoints.RequireAsync(id, applications, cancellationToken);
        return Results.Json(new { value = await roles.ListAsync(id, cancellationToken) });
    }

    private static async Task<IResult> SetRolesAsync(string id, JsonObject body, ApplicationStore applications, AppRoleStore roles, CancellationToken cancellationToken)
    {
        await ApplicationEndpoints.RequireAsync(id, applications, cancellationToken);
        await roles.SetAsync(id, AppRoleReader.Read(body["value"]), cancellationToken);
        return Results.NoContent();
    }

    private static JsonObject Show(AssignmentRow row, string? principal, string? application) => new()
    {
        ["id"] = row.Id,
        ["appRoleId"] = row.RoleId,
        ["createdDateTime"] = row.CreatedAt,
        ["principalDisplayName"] = principal,
        ["principalId"] = row.PrincipalId,
        ["principalType"] = row.PrincipalType,
        ["resourceDisplayName"] = application,
        ["resourceId"] = row.ApplicationId,
        ["transitive"] = row.Transitive,
        ["validFrom"] = row.ValidFrom,
        ["validUntil"] = row.ValidUntil,
    };
}
