using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sutler.Service.Api;
using Sutler.Service.Jobs;

namespace Sutler.Service.Applications;

/// <summary>Applications as Graph's service principals and applications, and their secrets, which go in and never come out (S/GRAPH-17, S/GRAPH-23).</summary>
internal static class ApplicationEndpoints
{
    private const string Secrets = "/servicePrincipals/{id}/synchronization/secrets";

    private static readonly Dictionary<string, FilterColumn> Columns = new(StringComparer.OrdinalIgnoreCase)
    {
        ["id"] = new("id"),
        ["appId"] = new("app_id"),
        ["displayName"] = new("display_name"),
        ["applicationTemplateId"] = new("template_id"),
    };

    public static void Map(RouteGroupBuilder routes)
    {
        foreach (var kind in (string[])["servicePrincipals", "applications"])
        {
            Func<ApplicationRow, JsonObject> show = kind == "applications" ? row => row.ShowApplication() : row => row.ShowServicePrincipal();
            routes.MapGet("/" + kind, async (HttpRequest request, ApplicationStore store, CancellationToken cancellationToken) => await ListAsync(request, store, show, cancellationToken))
                .WithSummary("Lists applications");
            routes.MapPost("/" + kind, async (JsonObject body, ApplicationStore store, CancellationToken cancellationToken) =>
                Results.Json(show(await CreateAsync(body, store, cancellationToken)), statusCode: 201)).WithSummary("Makes an application");
            routes.MapGet($"/{kind}/{{id}}", async (string id, ApplicationStore store, CancellationToken cancellationToken) =>
                Results.Json(show(await RequireAsync(id, store, cancellationToken)))).WithSummary("Reads an application");
            routes.MapPatch($"/{kind}/{{id}}", UpdateAsync).WithSummary("Changes an application");
            routes.MapDelete($"/{kind}/{{id}}", DeleteAsync).WithSummary("Deletes an application that has no jobs");
        }

        routes.MapGet(Secrets, GetSecretsAsync).WithSummary("Lists the secrets of an application, without those that open something");
        routes.MapPut(Secrets, PutSecretsAsync).WithSummary("Replaces the secrets of an application");
    }

    public static async Task<ApplicationRow> RequireAsync(string id, ApplicationStore store, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) ?? throw ApiException.NotFound($"No service principal has the id '{id}'.");

    private static async Task<IResult> ListAsync(HttpRequest request, ApplicationStore store, Func<ApplicationRow, JsonObject> show, CancellationToken cancellationToken)
    {
        var page = PageRequest.Of(request);
        var rows = await store.ListAsync(page, SqlCondition.Of(request.Query["$filter"], Columns), cancellationToken);
        var answer = new JsonObject();
        if (rows.Count > page.Top)
        {
            var skipped = page.SkipToken.Length == 0 ? 0 : int.Parse(page.SkipToken, CultureInfo.InvariantCulture);
            answer["@odata.nextLink"] = PageRequest.NextLink(request, (skipped + page.Top).ToString(CultureInfo.InvariantCulture));
        }

        answer["value"] = new JsonArray([.. rows.Take(page.Top).Select(show)]);
        return Results.Json(answer);
    }

    private static async Task<ApplicationRow> CreateAsync(JsonObject body, ApplicationStore store, CancellationToken cancellationToken)
    {
        var draft = ApplicationDraft.Read(body);
        ApplicationDraft.CheckName(draft.DisplayName);
        return await store.CreateAsync(draft, cancellationToken);
    }

    private static async Task<IResult> UpdateAsync(string id, JsonObject body, ApplicationStore store, JobCommands jobs, CancellationToken cancellationToken)
    {
        await store.UpdateAsync(id, ApplicationDraft.Read(body), cancellationToken);
        await jobs.WakeAllAsync(id, cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> DeleteAsync(string id, ApplicationStore store, CancellationToken cancellationToken)
    {
        await store.DeleteAsync(id, cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> GetSecretsAsync(string id, ApplicationStore store, CancellationToken cancellationToken)
    {
        await RequireAsync(id, store, cancellationToken);
        var secrets = await store.StoredSecretsAsync(id, cancellationToken);
        return Results.Json(new { value = secrets.OrderBy(secret => secret.Key, StringComparer.Ordinal).Select(secret => new { key = secret.Key, value = SecretView.Show(secret.Key, secret.Value) }) });
    }

    private static async Task<IResult> PutSecretsAsync(string id, JsonObject body, ApplicationStore store, JobCommands jobs, CancellationToken cancellationToken)
    {
        await store.SetSecretsAsync(id, SecretSet.Read(body), cancellationToken);
        await jobs.WakeAllAsync(id, cancellationToken);
        return Results.NoContent();
    }
}
