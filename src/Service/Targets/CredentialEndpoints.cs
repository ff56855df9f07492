using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sutler.Service.Api;
using Sutler.Service.Applications;
using Sutler.Service.Jobs;
using Sutler.Service.Mapping;

namespace Sutler.Service.Targets;

/// <summary>Graph's test of credentials (S/GRAPH-9): those in the body, or with <c>useSavedCredentials</c> those that are kept.</summary>
internal static class CredentialEndpoints
{
    private const int MostCredentials = 100;
    private const string Path = "/servicePrincipals/{id}/synchronization/jobs/{jobId}/validateCredentials";

    public static void Map(RouteGroupBuilder routes) => routes.MapPost(Path, ValidateAsync);

    private static async Task<IResult> ValidateAsync(
        [AsParameters] JobRoute route, JsonObject body, ApplicationStore applications, CredentialCheck check, CancellationToken cancellationToken)
    {
        var application = await ApplicationEndpoints.RequireAsync(route.Id, applications, cancellationToken);
        var users = await UsersAsync(route, cancellationToken);
        var saved = body["useSavedCredentials"] is JsonValue flag && flag.TryGetValue<bool>(out var use) && use;
        var secrets = saved || body["credentials"] is null ? await applications.SecretsAsync(application.Id, cancellationToken) : Given(body["credentials"] as JsonArray);
        return await check.RunAsync(application, secrets, users, cancellationToken) is { } problem
            ? throw new ApiException(400, "InvalidCredentials", problem)
            : Results.NoContent();
    }

    /// <summary>The job's own mapping; Graph's clients send an empty job id before there is a job, as a GUID or a template's name.</summary>
    private static async Task<ObjectSchema?> UsersAsync(JobRoute route, CancellationToken cancellationToken)
    {
        if (await route.Store.FindAsync(route.JobId, cancellationToken) is { } job && job.ApplicationId == route.Id)
            return SchemaReader.Read(job.SchemaDocument).For(JobSchema.User);
        return Guid.TryParse(route.JobId, out _) || TemplateStore.Find(route.JobId) is not null
            ? null
            : throw ApiException.NotFound($"The service principal '{route.Id}' has no job '{route.JobId}'.");
    }

    private static ApplicationSecrets Given(JsonArray? credentials)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in credentials ?? throw ApiException.BadRequest("credentials must be a list of {\"key\": …, \"value\": …}."))
        {
            if (item is not JsonObject pair || pair["key"] is not JsonValue key || !key.TryGetValue<string>(out var name) || values.Count >= MostCredentials)
                throw ApiException.BadRequest("credentials must be a list of {\"key\": …, \"value\": …} with at most 100 members.");
            values[name] = pair["value"] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";
        }

        return new ApplicationSecrets(values);
    }
}
