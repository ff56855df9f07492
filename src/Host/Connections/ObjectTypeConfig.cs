using Sutler.Host.View;

namespace Sutler.Host.Connections;

/// <summary>How one object type of a connector appears in SCIM.</summary>
/// <param name="ResourceType">Name of the SCIM resource type, such as <c>User</c>.</param>
/// <param name="Endpoint">Path below the base URL, such as <c>/Users</c>.</param>
internal sealed record ObjectTypeConfig(string ResourceType, string Endpoint)
{
    /// <summary>Places of attributes in core, enterprise and custom schemas. Default: none.</summary>
    public IReadOnlyList<AttributeMapping> Attributes { get; init; } = [];

    /// <summary>Which attributes appear under the original's URN. Default: all.</summary>
    public ExtensionContent Extension { get; init; } = ExtensionContent.All;

    /// <summary>Multi-valued attributes that are shown as one value (H/WIZ-81). Default: none.</summary>
    public IReadOnlyList<string> Single { get; init; } = [];

    /// <summary>Attributes that show who refers to an object. Default: none.</summary>
    public IReadOnlyList<InverseAttribute> Inverse { get; init; } = [];

    /// <summary>What <c>-dn-</c> shows. Default: it is not shown.</summary>
    public DnStyle Dn { get; init; }

    /// <summary>What happens when a client sets <c>active</c> to false. Default: nothing of its own.</summary>
    public FlowConfig? Disable { get; init; }

    /// <summary>What happens when a client deletes an object. Default: it is removed.</summary>
    public FlowConfig? Delete { get; init; }

    /// <summary>What a type gets that the connection file does not mention: its own name, and that name with an s as the path.</summary>
    public static ObjectTypeConfig Default(string objectType) => new(objectType, $"/{objectType}s");
}
