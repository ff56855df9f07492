using Sutler.Scim.Server;

namespace Sutler.Host.Gateway;

/// <summary>Removes an object from the target.</summary>
internal sealed class DeleteHandler(TypeGateway gateway)
{
    public async ValueTask<ScimAnswer> HandleAsync(string id, WriteRequest request, CancellationToken cancellationToken)
    {
        var current = await gateway.FindForWriteAsync(id, cancellationToken);
        var outcome = await gateway.Exports.SubmitAsync(new DeleteIntent(gateway, id, request.IfMatch), current, cancellationToken);
        return outcome.Error is { } error ? throw ErrorTable.Exception(error) : new ScimAnswer(204);
    }
}
