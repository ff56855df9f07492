using System.Text.Json.Nodes;
using Sutler.Scim.Patch;

namespace Sutler.Scim.Server;

/// <summary>
/// Reads and writes the resources of one type. Each method answers with a <see cref="ScimAnswer"/> or throws
/// <see cref="Errors.ScimException"/>. Any number of calls run at once.
/// </summary>
public interface IScimResourceHandler
{
    /// <summary>Answers a query with a list (RFC 7644 §3.4.2).</summary>
    ValueTask<ScimAnswer> ListAsync(ListRequest request, CancellationToken cancellationToken);

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
