using System.Text.Json.Nodes;
using Sutler.Scim.Schemas;

namespace Sutler.Scim.Server.Bulk;

/// <summary>An operation of a bulk request, checked.</summary>
/// <param name="Index">Its place in the request.</param>
/// <param name="Method">What it does.</param>
/// <param name="Type">The resource type that its path names.</param>
/// <param name="Id">The resource, perhaps as <c>bulkId:</c> reference; null for a POST.</param>
internal sealed record BulkOperation(int Index, BulkMethod Method, ResourceType Type, string? Id)
{
    public string? BulkId { get; init; }

    /// <summary>Stands for <c>If-Match</c>.</summary>
    public string? Version { get; init; }

    public JsonObject? Data { get; init; }

    /// <summary>The operations that must be done before this one, by place: those whose ids it refers to, and earlier ones on the same resource.</summary>
    public IReadOnlyList<int> After { get; init; } = [];
}
