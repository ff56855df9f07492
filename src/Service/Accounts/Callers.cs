using Sutler.Service.Api;
using Sutler.Service.Secrets;

namespace Sutler.Service.Accounts;

/// <summary>Finds who comes with a bearer token: the file of the data folder, a person's session, or a program's token.</summary>
internal sealed class Callers(AdminToken admin, SessionStore sessions, ApiTokenStore tokens)
{
    /// <summary>Whoever can read the data folder of the service.</summary>
    private static readonly Caller Administrator = new() { Id = "admin-token", Name = "admin-token", Kind = CallerKind.Token, Role = Role.Admin };

    private const int MostLength = 200;

    public async Task<Caller?> FindAsync(string token, CancellationToken cancellationToken) => token switch
    {
        { Length: 0 or > MostLength } => null,
        _ when token.StartsWith(SessionStore.Prefix, StringComparison.Ordinal) => await sessions.FindAsync(token, cancellationToken),
        _ when token.StartsWith(ApiTokenStore.Prefix, StringComparison.Ordinal) => await tokens.FindAsync(token, cancellationToken),
        _ => admin.Accepts(token) ? Administrator : null,
    };
}
