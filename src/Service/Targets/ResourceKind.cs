using Sutler.Service.Mapping;

namespace Sutler.Service.Targets;

/// <summary>A resource type of a target, as far as requests need it.</summary>
/// <param name="Name">Such as <c>User</c>.</param>
/// <param name="Urn">URN of its main schema.</param>
/// <param name="Endpoint">Below the base address, such as <c>/Users</c>.</param>
internal sealed record ResourceKind(string Name, string Urn, string Endpoint)
{
    public static readonly ResourceKind User = new("User", ObjectSchema.CoreUrnPrefix + "User", "/Users");
    public static readonly ResourceKind Group = new("Group", ObjectSchema.CoreUrnPrefix + "Group", "/Groups");

    public static ResourceKind Of(ObjectSchema schema) => new(schema.TargetName, schema.CoreUrn, schema.Endpoint) { Extensions = schema.Extensions };

    /// <summary>URNs of the extensions that its mappings write.</summary>
    public IReadOnlyList<string> Extensions { get; init; } = [];
}
