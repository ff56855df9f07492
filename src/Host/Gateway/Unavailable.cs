using Sutler.Scim.Errors;

namespace Sutler.Host.Gateway;

/// <summary>The answers of a connection that cannot serve just now (H/SCIM-23): 503 with <c>Retry-After</c>.</summary>
internal static class Unavailable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    public static ScimException Starting() => Error("The connection is starting. Try again in a few seconds.");

    public static ScimException Importing() =>
        Error("The host is currently importing data from the target application, for the first time. Wait until the import is done and try again; the status of the connection shows how far it is.");

    public static ScimException Recovering() =>
        Error("The connection is reading objects from the target again whose change was cut off. The request was not carried out; try again in a few seconds.");

    public static ScimException Stopping() => Error("The connection is stopping. The request was not carried out; try again in a few seconds.");

    public static ScimException Crowded() =>
        Error("The connection has more requests in progress than it takes (limits.concurrency). The request was not carried out; try again in a few seconds, with fewer at once.");

    public static ScimException Unreached() =>
        Error("The target has not been reached since the start; until then reads are answered from the cache. The request was not carried out; try again later.");

    public static ScimException Error(string detail) => new(new ScimError(503, null, detail) { RetryAfter = Soon });
}
