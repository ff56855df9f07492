using Sutler.Service.Mapping;

namespace Sutler.Service.Schemas;

/// <summary>An attribute that an application says it has, as rows address it (S/MAP-32).</summary>
internal sealed record DiscoveredAttribute
{
    /// <summary>Such as <c>name.givenName</c>, or a URN, a colon and the name.</summary>
    public required string Name { get; init; }

    public TargetType Type { get; init; }

    public bool MultiValued { get; init; }

    public bool Required { get; init; }

    public bool CaseExact { get; init; }

    /// <summary><c>ReadWrite</c>, <c>ReadOnly</c>, <c>Immutable</c> or <c>WriteOnly</c>.</summary>
    public string Mutability { get; init; } = "ReadWrite";

    /// <summary>For a reference: the kinds of objects it may point to.</summary>
    public IReadOnlyList<string> ReferencedTypes { get; init; } = [];
}
