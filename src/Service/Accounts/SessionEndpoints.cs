using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sutler.Service.Api;

namespace Sutler.Service.Accounts;

/// <summary>The first administrator, signing in and out, and one's own password.</summary>
internal static class SessionEndpoints
{
    private const string Session = "/api/v1/session";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/setup", SetUpAsync).WithMetadata(OpenToAll.Mark).WithSummary("Makes the first administrator's account with the token in the file setup-token, which is burnt");
        routes.MapPost(Session, SignInAsync).WithMetadata(OpenToAll.Mark).WithSummary("Signs in: name and password in, bearer token out");
        routes.MapGet(Session, WhoAmI).WithMetadata(Access.Own).WithSummary("Tells who the caller is");
        routes.MapDelete(Session, SignOutAsync).WithMetadata(Access.Own).WithSummary("Signs out");
        routes.MapPut(Session + "/password", ChangePasswordAsync).WithMetadata(Access.Own).WithSummary("Changes the caller's own password; other sessions end");
    }

    private static async Task<IResult> SetUpAsync(JsonObject body, HttpContext context, SignInServices services, CancellationToken cancellationToken)
    {
        var address = RequireAllowed(context, services);
        Body.Allow(body, "token", "name", "displayName", "password");
        var token = Body.Text(body, "token") ?? throw ApiException.BadRequest("token is missing. It stands in the file setup-token of the service's data folder.");
        var draft = AccountDraft.Read(body, Role.Admin);
        var hash = await services.Passwords.HashAsync(draft.Password, cancellationToken);
        if (await services.Setup.RedeemAsync(token.Trim(), transaction => services.Accounts.CreateAsync(transaction, draft, hash), cancellationToken) is { } account)
            return Results.Json(account.Show(), statusCode: 201);
        services.Limiter.Failed(address);
        throw new ApiException(403, "setupTokenRefused", "The set-up token is not the right one, or the first administrator was made already. An administrator makes further accounts: sutler account create.");
    }

    private static async Task<IResult> SignInAsync(JsonObject body, HttpContext context, SignInServices services, CancellationToken cancellationToken)
    {
        var address = RequireAllowed(context, services);
        Body.Allow(body, "name", "password");
        var (name, password) = (Body.Text(body, "name") ?? "", Body.Text(body, "password") ?? "");
        if (await services.Sessions.SignInAsync(name, password, cancellationToken) is { } session)
            return Results.Json(new JsonObject { ["token"] = session.Token, ["expiresAt"] = session.ExpiresAt, ["account"] = session.Account.Show() }, statusCode: 201);
        services.Limiter.Failed(address);
        throw new ApiException(401, "signInRefused", "Name and password do not open an account, or it is disabled, or shut for a while after wrong passwords. An administrator can set a new password.");
    }

    private static IResult WhoAmI(Caller caller) => Results.Json(new
    {
        id = caller.Id,
        name = caller.Name,
        kind = caller.Kind.ToString().ToLowerInvariant(),
        role = RoleName.Of(caller.Role),
        scopes = caller.Scopes,
    });

    private static async Task<IResult> SignOutAsync(HttpContext context, SessionStore sessions, CancellationToken cancellationToken)
    {
        await sessions.EndAsync(BearerEndpoints.TokenOf(context) ?? "", cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> ChangePasswordAsync(JsonObject body, HttpContext context, Caller caller, SignInServices services, CancellationToken cancellationToken)
    {
        var address = RequireAllowed(context, services);
        Body.Allow(body, "currentPassword", "newPassword");
        var account = caller.Kind is CallerKind.User ? await services.Accounts.FindAsync(caller.Id, cancellationToken) : null;
        if (account is null)
            throw ApiException.BadRequest("Only an account has a password. Sign in first: POST /api/v1/session.");
        var password = Passwords.Check(Body.Text(body, "newPassword"), account.Name);
        if (!await services.Passwords.MatchesAsync(account.PasswordHash, Body.Text(body, "currentPassword") ?? "", cancellationToken))
        {
            services.Limiter.Failed(address);
            throw new ApiException(403, "passwordRefused", "currentPassword is not the password of this account.");
        }

        await services.Accounts.UpdateAsync(account.Id, new AccountChange { PasswordHash = await services.Passwords.HashAsync(password, cancellationToken) }, cancellationToken);
        return Results.NoContent();
    }

    private static string RequireAllowed(HttpContext context, SignInServices services)
    {
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "";
        return services.Limiter.Allows(address) ? address : throw new ApiException(429, "tooManyRequests", "Too many refused tries from this address. Wait a minute.");
    }
}
