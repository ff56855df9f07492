using Sutler.Scim.Errors;
using Sutler.Scim.Server;

namespace Sutler.Host.Gateway;

/// <summary>Removes an object from the target.</summary>
internal sealed class DeleteHandler(TypeGateway gateway)
{
    public async ValueTask<ScimAnswer> HandleAsync(string id, WriteRequest request, CancellationToken cancellationToken)
    {
        var current = await gateway.FindForWriteAsync(id, cancellationToken);
        var outcome = await gateway.Exports.SubmitAsync(new DeleteIntent(gateway, id, request.IfMatch), current, cancellationToken);
        if (outcome.Error is { } error)
            throw ErrorTable.Exception(error);
        if (outcome.Entry is null)
            await RefreshReferrersAsync(id, cancellationToken);
        return new ScimAnswer(204);
    }

    private async Task RefreshReferrersAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            if (gateway.Lookup is { } lookup)
                await gateway.Referrers.RefreshAsync(id, lookup, cancellationToken);
        }
        catch (ScimException)
        {
            // The object is gone, which is what was asked for; what referred to it is read at the latest by the next import.
        }
    }
}
