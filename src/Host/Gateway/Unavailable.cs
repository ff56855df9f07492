using Sutler.Scim.Errors;

namespace Sutler.Host.Gateway;

/// <summary>The answers of a connection that cannot serve just now (H/SCIM-23): 503 with <c>Retry-After</c>.</summary>
internal static class Unavailable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    public static ScimException Starting() => Error("The connection is starting. Try again in a few seconds.");

    public static ScimException Importing() =>
        Error("The host is importing the objects of the target application for the first time. Try again when the import is done.");

    public static ScimException Recovering() =>
        Error("The connection is reading objects from the target again whose change was cut off. The request was not carried out; try again in a few seconds.");

    public static ScimException Stopping() => Error("The connection is stopping. The request was not carried out; try again in a few seconds.");

    public static ScimException Error(string detail) => new(new ScimError(503, null, detail) { RetryAfter = Soon });
}
