using System.Text.Json.Nodes;
using Sutler.Host.Cache;
using Sutler.Host.Export;
using Sutler.Scim.Patch;
using Sutler.Scim.Server;

namespace Sutler.Host.Gateway;

/// <summary>
/// Changes an object, by PATCH or PUT. What changes nothing reaches neither the target nor the version.
/// </summary>
internal sealed class UpdateHandler(TypeGateway gateway)
{
    public async ValueTask<ScimAnswer> PatchAsync(
        string id, IReadOnlyList<PatchOperation> operations, WriteRequest request, CancellationToken cancellationToken)
    {
        var current = await gateway.FindForWriteAsync(id, cancellationToken);
        return await SubmitAsync(new PatchIntent(gateway, id, operations, request), current, request, cancellationToken);
    }

    public async ValueTask<ScimAnswer> ReplaceAsync(string id, JsonObject resource, WriteRequest request, CancellationToken cancellationToken)
    {
        var current = await gateway.FindForWriteAsync(id, cancellationToken);
        return await SubmitAsync(new ReplaceIntent(gateway, id, resource, request), current, request, cancellationToken);
    }

    private async ValueTask<ScimAnswer> SubmitAsync(WriteIntent intent, CacheEntry current, WriteRequest request, CancellationToken cancellationToken)
    {
        var outcome = await gateway.Exports.SubmitAsync(intent, current, cancellationToken);
        if (outcome.Error is { } error)
            throw ErrorTable.Exception(error);

        // A disable flow may remove the object: what was asked is done, and there is nothing to show.
        return outcome.Entry is { } entry ? Answer.Resource(200, gateway.Type, request.BaseUrl, entry) : new ScimAnswer(204);
    }
}
