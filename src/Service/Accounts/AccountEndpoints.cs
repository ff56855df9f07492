using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sutler.Service.Api;

namespace Sutler.Service.Accounts;

/// <summary>Accounts and tokens, for administrators. A token limited to scopes opens none of this.</summary>
internal static class AccountEndpoints
{
    private const string Accounts = "/api/v1/accounts";
    private const string Tokens = "/api/v1/tokens";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Accounts, ListAsync).WithMetadata(Access.Admin).WithSummary("Lists accounts");
        routes.MapPost(Accounts, CreateAsync).WithMetadata(Access.Admin).WithSummary("Makes an account");
        routes.MapGet(Accounts + "/{id}", GetAsync).WithMetadata(Access.Admin).WithSummary("Reads an account");
        routes.MapPatch(Accounts + "/{id}", UpdateAsync).WithMetadata(Access.Admin).WithSummary("Changes an account's name for people, role or password, or disables it");
        routes.MapDelete(Accounts + "/{id}", DeleteAsync).WithMetadata(Access.Admin).WithSummary("Deletes an account; the last administrator stays");
        routes.MapGet(Tokens, ListTokensAsync).WithMetadata(Access.Admin).WithSummary("Lists API tokens, without what opens them");
        routes.MapPost(Tokens, CreateTokenAsync).WithMetadata(Access.Admin).WithSummary("Makes an API token, which is shown only now");
        routes.MapDelete(Tokens + "/{id}", RevokeTokenAsync).WithMetadata(Access.Admin).WithSummary("Revokes an API token");
    }

    private static async Task<IResult> ListAsync(AccountStore store, CancellationToken cancellationToken) =>
        Results.Json(new { value = (await store.ListAsync(cancellationToken)).Select(account => account.Show()) });

    private static async Task<IResult> CreateAsync(JsonObject body, AccountStore store, Passwords passwords, CancellationToken cancellationToken)
    {
        Body.Allow(body, "name", "displayName", "role", "password");
        var draft = AccountDraft.Read(body, role: null);
        return Results.Json((await store.CreateAsync(draft, await passwords.HashAsync(draft.Password, cancellationToken), cancellationToken)).Show(), statusCode: 201);
    }

    private static async Task<IResult> GetAsync(string id, AccountStore store, CancellationToken cancellationToken) =>
        Results.Json((await RequireAsync(id, store, cancellationToken)).Show());

    private static async Task<IResult> UpdateAsync(string id, JsonObject body, AccountStore store, Passwords passwords, CancellationToken cancellationToken)
    {
        Body.Allow(body, "displayName", "role", "disabled", "password");
        var account = await RequireAsync(id, store, cancellationToken);
        var password = Body.Text(body, "password") is { } text ? Passwords.Check(text, account.Name) : null;
        var change = new AccountChange
        {
            DisplayName = Body.Text(body, "displayName") is { } name ? AccountDraft.CheckDisplayName(name) : null,
            Role = Body.Text(body, "role") is { } role ? RoleName.Parse(role) : null,
            Disabled = Body.Flag(body, "disabled"),
            PasswordHash = password is null ? null : await passwords.HashAsync(password, cancellationToken),
        };
        return Results.Json((await store.UpdateAsync(id, change, cancellationToken)).Show());
    }

    private static async Task<IResult> DeleteAsync(string id, AccountStore store, CancellationToken cancellationToken)
    {
        await store.DeleteAsync(id, cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> ListTokensAsync(ApiTokenStore store, CancellationToken cancellationToken) =>
        Results.Json(new { value = (await store.ListAsync(cancellationToken)).Select(token => token.Show()) });

    private static async Task<IResult> CreateTokenAsync(JsonObject body, Caller caller, ApiTokenStore store, CancellationToken cancellationToken)
    {
        var (token, row) = await store.CreateAsync(ApiTokenDraft.Read(body, caller), cancellationToken);
        var shown = row.Show();
        shown["token"] = token;
        return Results.Json(shown, statusCode: 201);
    }

    private static async Task<IResult> RevokeTokenAsync(string id, ApiTokenStore store, CancellationToken cancellationToken)
    {
        await store.RevokeAsync(id, cancellationToken);
        return Results.NoContent();
    }

    private static async Task<AccountRow> RequireAsync(string id, AccountStore store, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) ?? throw ApiException.NotFound($"No account has the id '{id}'.");
}
