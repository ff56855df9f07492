using System.Text.Json.Nodes;
using Sutler.Scim.Patch;
using Sutler.Scim.Schemas;

namespace Sutler.Scim.Server;

/// <summary>
/// Reads and writes the resources of one type. Each method answers with a <see cref="ScimAnswer"/> or <see cref="ScimPage"/>, or throws
/// <see cref="Errors.ScimException"/>. Any number of calls run at once. The handler writes whole resources: which attributes a client
/// gets of them, and what <c>If-None-Match</c> means, is seen to by the server.
/// </summary>
public interface IScimResourceHandler
{
    /// <summary>The attributes of the type.</summary>
    ResourceSchema Schema { get; }

    /// <summary>
    /// Whether the resources written may hold attributes that the schema returns never or on request only, so that each answer has to be
    /// searched for them. A handler that never holds such attributes says false. Default: true.
    /// </summary>
    bool HoldsHidden => true;

    /// <summary>Answers a query with a page (RFC 7644 §3.4.2).</summary>
    ValueTask<ScimPage> ListAsync(ListRequest request, CancellationToken cancellationToken);

    /// <summary>Answers with one resource (RFC 7644 §3.4.1).</summary>
    ValueTask<ScimAnswer> GetAsync(string id, ReadRequest request, CancellationToken cancellationToken);

    /// <summary>Creates a resource (RFC 7644 §3.3).</summary>
    ValueTask<ScimAnswer> CreateAsync(JsonObject resource, WriteRequest request, CancellationToken cancellationToken);

    /// <summary>Replaces a resource (RFC 7644 §3.5.1).</summary>
    ValueTask<ScimAnswer> ReplaceAsync(string id, JsonObject resource, WriteRequest request, CancellationToken cancellationToken);

    /// <summary>Changes parts of a resource (RFC 7644 §3.5.2).</summary>
    ValueTask<ScimAnswer> PatchAsync(string id, IReadOnlyList<PatchOperation> operations, WriteRequest request, CancellationToken cancellationToken);

    /// <summary>Removes a resource (RFC 7644 §3.6).</summary>
    ValueTask<ScimAnswer> DeleteAsync(string id, WriteRequest request, CancellationToken cancellationToken);
}
