using Microsoft.AspNetCore.Http;

namespace Sutler.Service.Api;

/// <summary>
/// Marks the role that an endpoint needs: <c>routes.MapPost(…).WithMetadata(Access.Operator)</c>. An endpoint without the mark needs
/// <see cref="Role.Reader"/> for GET and HEAD and <see cref="Role.Admin"/> for everything else, so that what nobody thought about is closed.
/// </summary>
/// <param name="Role">The least role.</param>
/// <param name="Scope">
/// The scope that opens the endpoint to a token that is limited to scopes; null where the role alone decides. A token limited to scopes has
/// nothing but what they name.
/// </param>
internal sealed record Access(Role Role, string? Scope = null)
{
    public static readonly Access Reader = new(Role.Reader);
    public static readonly Access Operator = new(Role.Operator);
    public static readonly Access Admin = new(Role.Admin);

    /// <summary>Any caller who has signed in, whatever the scopes: for what concerns the caller alone.</summary>
    public static readonly Access Own = new(Role.Reader, Scopes.Own);

    /// <summary>What an endpoint needs, by its mark or by its method.</summary>
    public static Access Of(Endpoint? endpoint, string method) =>
        endpoint?.Metadata.GetMetadata<Access>() ?? (HttpMethods.IsGet(method) || HttpMethods.IsHead(method) ? Reader : Admin);
}
