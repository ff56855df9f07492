using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sutler.Service.Api;

namespace Sutler.Service.Inbound.Clients;

/// <summary>Programs that push users and groups into the directory: who they are and what they may say (S/IN-14).</summary>
internal static class InboundClientEndpoints
{
    private const string All = "/api/v1/inbound/clients";
    private const string One = All + "/{name}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(All, ListAsync).WithSummary("Lists the inbound SCIM clients");
        routes.MapPost(All, CreateAsync).WithSummary("Makes an inbound SCIM client; the answer shows its token, once");
        routes.MapGet(One, GetAsync).WithSummary("Reads an inbound SCIM client");
        routes.MapPatch(One, PatchAsync).WithSummary("Changes what an inbound SCIM client may do");
        routes.MapDelete(One, DeleteAsync).WithSummary("Deletes an inbound SCIM client; what it wrote stays");
        routes.MapPost(One + "/token", RenewAsync).WithSummary("Gives an inbound SCIM client a new token; the old one ends");
    }

    private static async Task<IResult> ListAsync(HttpRequest request, InboundClientStore store, CancellationToken cancellationToken) =>
        Results.Json(new { value = (await store.ListAsync(cancellationToken)).Select(client => Show(client, request, null)) });

    private static async Task<IResult> CreateAsync(JsonObject body, HttpRequest request, InboundClientStore store, CancellationToken cancellationToken)
    {
        var (client, token) = await store.CreateAsync(InboundClientRequest.Read(body), cancellationToken);
        return Results.Json(Show(client, request, token), statusCode: 201);
    }

    private static async Task<IResult> GetAsync(string name, HttpRequest request, InboundClientStore store, CancellationToken cancellationToken) =>
        Results.Json(Show(await store.FindAsync(name, cancellationToken) ?? throw Missing(name), request, null));

    private static async Task<IResult> PatchAsync(string name, JsonObject body, HttpRequest request, InboundClientStore store, CancellationToken cancellationToken)
    {
        var before = await store.FindAsync(name, cancellationToken) ?? throw Missing(name);
        if (body["name"] is not null)
            throw ApiException.BadRequest("The name of a client is part of its address and stays. Make a new client instead.");
        var after = await store.UpdateAsync(InboundClientRequest.Read(body, InboundClientRequest.Of(before)), cancellationToken);
        return Results.Json(Show(after ?? throw Missing(name), request, null));
    }

    private static async Task<IResult> DeleteAsync(string name, InboundClientStore store, CancellationToken cancellationToken) =>
        await store.DeleteAsync(name, cancellationToken) ? Results.NoContent() : throw Missing(name);

    private static async Task<IResult> RenewAsync(string name, InboundClientStore store, CancellationToken cancellationToken) =>
        Results.Json(new { token = await store.RenewTokenAsync(name, cancellationToken) ?? throw Missing(name) });

    private static Dictionary<string, object?> Show(InboundClient client, HttpRequest request, string? token)
    {
        var shown = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["name"] = client.Name,
            ["scimUrl"] = $"{request.Scheme}://{request.Host}{request.PathBase}/inbound/{client.Name}/scim",
            ["attributes"] = client.Attributes?.Order(StringComparer.OrdinalIgnoreCase),
            ["mayCreate"] = client.Creates != 0,
            ["mayDelete"] = client.Deletes != 0,
            ["disabled"] = client.Disabled != 0,
            ["createdDateTime"] = client.CreatedAt,
            ["lastUsedDateTime"] = client.LastUsedAt,
        };
        if (token is not null)
            shown["token"] = token;
        return shown;
    }

    private static ApiException Missing(string name) => ApiException.NotFound($"There is no inbound client named '{(name.Length > 64 ? name[..64] : name)}'. GET {All} lists them.");
}
