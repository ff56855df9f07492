namespace Sutler.Host.Admin;

/// <summary>A request that has found its route.</summary>
/// <param name="Request">The request.</param>
/// <param name="Name">What stands for <c>{name}</c> in the route; empty where there is none.</param>
internal sealed record AdminCall(AdminRequest Request, string Name)
{
    public string? Query(string key) => Request.Query.TryGetValue(key, out var value) && value.Length > 0 ? value : null;
}
