using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sutler.Service.Api;
using Sutler.Service.Jobs;

namespace Sutler.Service.Applications;

/// <summary>Applications as Graph's service principals, and their secrets, which go in and never come out (S/GRAPH-17, S/GRAPH-23).</summary>
internal static class ApplicationEndpoints
{
    private const int MostSecrets = 100;
    private const int MostSecretLength = 16 * 1024;

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/servicePrincipals", ListAsync);
        routes.MapPost("/servicePrincipals", CreateAsync);
        routes.MapGet("/servicePrincipals/{id}", GetAsync);
        routes.MapGet("/servicePrincipals/{id}/synchronization/secrets", GetSecretsAsync);
        routes.MapPut("/servicePrincipals/{id}/synchronization/secrets", PutSecretsAsync);
    }

    public static async Task<ApplicationRow> RequireAsync(string id, ApplicationStore store, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) ?? throw ApiException.NotFound($"No service principal has the id '{id}'.");

    private static async Task<IResult> ListAsync(ApplicationStore store, CancellationToken cancellationToken) =>
        Results.Json(new { value = (await store.ListAsync(cancellationToken)).Select(Show) });

    private static async Task<IResult> CreateAsync(JsonObject body, ApplicationStore store, CancellationToken cancellationToken)
    {
        var name = Text(body, "displayName") ?? throw ApiException.BadRequest("displayName is missing. Give the application a name.");
        if (name.Length > 256)
            throw ApiException.BadRequest("displayName is longer than 256 characters. Shorten it.");
        return Results.Json(Show(await store.CreateAsync(name, Text(body, "agentGroup"), cancellationToken)), statusCode: 201);
    }

    private static async Task<IResult> GetAsync(string id, ApplicationStore store, CancellationToken cancellationToken) =>
        Results.Json(Show(await RequireAsync(id, store, cancellationToken)));

    private static async Task<IResult> GetSecretsAsync(string id, ApplicationStore store, CancellationToken cancellationToken)
    {
        await RequireAsync(id, store, cancellationToken);
        var secrets = await store.SecretsAsync(id, cancellationToken);
        return Results.Json(new
        {
            value = new[]
            {
                new { key = ApplicationSecrets.BaseAddressKey, value = secrets.BaseAddress?.ToString() ?? "" },
                new { key = ApplicationSecrets.SecretTokenKey, value = secrets.SecretToken.Length == 0 ? "" : "*" },
            },
        });
    }

    private static async Task<IResult> PutSecretsAsync(string id, JsonObject body, ApplicationStore store, JobCommands jobs, CancellationToken cancellationToken)
    {
        await RequireAsync(id, store, cancellationToken);
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in body["value"] as JsonArray ?? throw ApiException.BadRequest("The body must be {\"value\": [{\"key\": …, \"value\": …}]}."))
        {
            var key = Text(item, "key") ?? throw ApiException.BadRequest("A secret has no key.");
            var value = Text(item, "value") ?? "";
            if (value.Length > MostSecretLength || values.Count >= MostSecrets)
                throw ApiException.BadRequest($"At most {MostSecrets} secrets of at most {MostSecretLength} characters are kept.");
            values[key] = value;
        }

        CheckAddress(values.GetValueOrDefault(ApplicationSecrets.BaseAddressKey));
        await store.SetSecretsAsync(id, values, cancellationToken);
        await jobs.WakeAllAsync(id, cancellationToken);
        return Results.NoContent();
    }

    private static void CheckAddress(string? address)
    {
        if (address is not null && !(Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"))
            throw ApiException.BadRequest("BaseAddress is no absolute http or https URL. Give one such as https://localhost:8585/ecma2host_demo/scim.");
    }

    private static object Show(ApplicationRow row) => new { id = row.Id, displayName = row.DisplayName, agentGroup = row.AgentGroup };

    private static string? Text(JsonNode? node, string name) => (node as JsonObject)?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
