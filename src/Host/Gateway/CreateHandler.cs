using System.Text.Json.Nodes;
using Sutler.Connectors.Sdk;
using Sutler.Host.Cache;
using Sutler.Host.Connections;
using Sutler.Scim.Errors;
using Sutler.Scim.Resources;
using Sutler.Scim.Server;

namespace Sutler.Host.Gateway;

/// <summary>Creates an object in the target and answers with what the target then holds (H/SCIM-9).</summary>
internal sealed class CreateHandler(TypeGateway gateway)
{
    public async ValueTask<ScimAnswer> HandleAsync(JsonObject resource, WriteRequest request, CancellationToken cancellationToken)
    {
        gateway.EnsureReady();
        var type = gateway.Type;
        var values = type.View.Read(ResourceNormalizer.Normalize(resource, gateway.Schema), gateway.Reader, before: null);
        foreach (var attribute in type.Schema.Attributes)
            Check(attribute, values);

        var anchor = Anchor(type, values);
        if (anchor is not null && gateway.Objects.Get(ScimId.Encode(anchor)) is { } known)
            await RefuseIfThereAsync(known.Id, cancellationToken);

        var outcome = await gateway.Exports.SubmitAsync(new CreateIntent(type, anchor, values), null, cancellationToken);
        if (outcome.Error is { } error)
            throw ErrorTable.Exception(error);
        return outcome.Entry is { } entry
            ? Answer.Resource(201, type, request.BaseUrl, entry)
            : throw Vanished();
    }

    /// <summary>The anchor, when all its values are given; null when the target has to make it.</summary>
    private static Anchor? Anchor(ExposedType type, Dictionary<string, object> values)
    {
        var parts = new string[type.Schema.Anchor.Count];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!values.TryGetValue(type.Schema.Anchor[i], out var value) || AnchorText.Of(value) is not { Length: > 0 } text)
                return null;
            parts[i] = text;
        }

        return new Anchor(parts);
    }

    /// <summary>What the server owns is ignored when a client sends it (RFC 7644 §3.3); what the target needs must be there.</summary>
    private static void Check(AttributeSchema attribute, Dictionary<string, object> values)
    {
        if (attribute.Mutability is AttributeMutability.ReadOnly)
            values.Remove(attribute.Name);
        else if (attribute.Required && !values.ContainsKey(attribute.Name))
            throw new ScimException(400, ScimErrorType.InvalidValue, $"{attribute.Name} is required and has no value. Map the attribute, or give it a default.");
    }

    /// <summary>A target without a unique key would take the object twice, so one that is known is refused; but only while the target has it.</summary>
    private async Task RefuseIfThereAsync(string id, CancellationToken cancellationToken)
    {
        if (gateway.Lookup is not null)
            await gateway.Lookup.RefreshAsync(gateway.Type, id, cancellationToken);
        if (gateway.Objects.Get(id) is not null)
            throw CreateIntent.Exists(gateway.Type, id);
    }

    private static ScimException Vanished() =>
        new(409, null, "The object was created and then removed again by another request. Look it up before trying again.");
}
