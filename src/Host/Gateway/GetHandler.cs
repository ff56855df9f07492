using Sutler.Scim.Server;

namespace Sutler.Host.Gateway;

/// <summary>Answers with one resource: from the cache, or from the target where the client says <c>no-cache</c>.</summary>
internal sealed class GetHandler(TypeGateway gateway)
{
    public async ValueTask<ScimAnswer> HandleAsync(string id, ReadRequest request, CancellationToken cancellationToken)
    {
        gateway.EnsureReady();
        var live = request.NoCache && gateway.Lookup is not null;
        if (live)
        {
            await gateway.Lookup!.RefreshAsync(gateway.Type, id, cancellationToken);
            gateway.EnsureReady();
        }

        var entry = gateway.Objects.Get(id) ?? throw gateway.NotFound(id);
        if (request.IfNoneMatch is { } tags && EntityTag.Matches(tags, entry))
            return new ScimAnswer(304) { Version = entry.ETag };
        return Answer.Resource(200, gateway.Type, request.BaseUrl, entry) with
        {
            Age = live ? null : gateway.Age(),
        };
    }
}
