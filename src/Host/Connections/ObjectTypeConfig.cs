namespace Sutler.Host.Connections;

/// <summary>How one object type of a connector appears in SCIM.</summary>
/// <param name="ResourceType">Name of the SCIM resource type, such as <c>User</c>.</param>
/// <param name="Endpoint">Path below the base URL, such as <c>/Users</c>.</param>
internal sealed record ObjectTypeConfig(string ResourceType, string Endpoint)
{
    /// <summary>What a type gets that the connection file does not mention: its own name, and that name with an s as the path.</summary>
    public static ObjectTypeConfig Default(string objectType) => new(objectType, $"/{objectType}s");
}
