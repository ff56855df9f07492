using Sutler.Scim.Server;

namespace Sutler.Host.Gateway;

/// <summary>Answers with one resource: from the cache, or from the target where the client says <c>no-cache</c>.</summary>
internal sealed class GetHandler(TypeGateway gateway)
{
    public async ValueTask<ScimAnswer> HandleAsync(string id, ReadRequest request, CancellationToken cancellationToken)
    {
        gateway.Read(id);
        var live = request.NoCache && gateway.Lookup is not null;
        if (live)
        {
            await gateway.Lookup!.RefreshAsync(gateway.Type, id, cancellationToken);
        }

        var entry = gateway.Read(id) ?? throw gateway.NotFound(id);
        return Answer.Resource(200, gateway.Type, request.BaseUrl, entry) with
        {
            Age = live ? null : gateway.Age(),
        };
    }
}
