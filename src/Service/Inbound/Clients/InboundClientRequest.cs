using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sutler.Service.Api;
using Sutler.Service.Inbound.Resources;

namespace Sutler.Service.Inbound.Clients;

/// <summary>What an operator says of an inbound client.</summary>
internal sealed partial record InboundClientRequest
{
    private static readonly HashSet<string> Members = new(["name", "attributes", "mayCreate", "mayDelete", "disabled"], StringComparer.Ordinal);

    public required string Name { get; init; }

    /// <summary>Attributes that the client may write; null for all.</summary>
    public IReadOnlyList<string>? Attributes { get; init; }

    public bool MayCreate { get; init; } = true;

    public bool MayDelete { get; init; } = true;

    public bool Disabled { get; init; }

    /// <summary>Reads the body that makes a client.</summary>
    public static InboundClientRequest Read(JsonObject body)
    {
        var name = body["name"] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";
        if (!NameRule().IsMatch(name))
            throw ApiException.BadRequest("name must be 1 to 64 lower-case letters, digits and hyphens: it is part of the client's SCIM address.");
        return Read(body, new InboundClientRequest { Name = name });
    }

    /// <summary>Puts what a body says over what there is.</summary>
    public static InboundClientRequest Read(JsonObject body, InboundClientRequest before)
    {
        foreach (var (member, _) in body)
        {
            if (!Members.Contains(member))
                throw ApiException.BadRequest($"'{(member.Length > 60 ? member[..60] : member)}' is nothing that an inbound client has. Use name, attributes, mayCreate, mayDelete and disabled.");
        }

        return before with
        {
            Attributes = body.ContainsKey("attributes") ? ReadAttributes(body["attributes"]) : before.Attributes,
            MayCreate = Flag(body, "mayCreate") ?? before.MayCreate,
            MayDelete = Flag(body, "mayDelete") ?? before.MayDelete,
            Disabled = Flag(body, "disabled") ?? before.Disabled,
        };
    }

    public static InboundClientRequest Of(InboundClient client) => new()
    {
        Name = client.Name,
        Attributes = client.Attributes is { } attributes ? [.. attributes] : null,
        MayCreate = client.Creates != 0,
        MayDelete = client.Deletes != 0,
        Disabled = client.Disabled != 0,
    };

    private static string[]? ReadAttributes(JsonNode? node)
    {
        if (node is null)
            return null;
        if (node is not JsonArray list || !list.All(item => item?.GetValueKind() is JsonValueKind.String))
            throw ApiException.BadRequest("attributes must be an array of attribute names, or null for all.");
        var names = list.Select(item => item!.GetValue<string>()).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        var unknown = names.FirstOrDefault(name => !Authority.Names.Contains(name));
        return unknown is null
            ? names
            : throw ApiException.BadRequest($"attributes: '{(unknown.Length > 60 ? unknown[..60] : unknown)}' is none that an inbound client can write. Known are: {string.Join(", ", Authority.Names.Order(StringComparer.OrdinalIgnoreCase))}.");
    }

    private static bool? Flag(JsonObject body, string name) => body[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<bool>(out var flag) => flag,
        _ => throw ApiException.BadRequest($"{name} must be true or false."),
    };

    [GeneratedRegex("^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NameRule();
}
