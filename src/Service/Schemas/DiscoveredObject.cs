namespace Sutler.Service.Schemas;

/// <summary>A kind of object that an application says it has.</summary>
/// <param name="Name">The resource type, such as <c>User</c>.</param>
/// <param name="Attributes">Its attributes.</param>
internal sealed record DiscoveredObject(string Name, IReadOnlyList<DiscoveredAttribute> Attributes)
{
    /// <summary>Where objects of this kind are, where it does not follow from the name.</summary>
    public string? Endpoint { get; init; }
}
