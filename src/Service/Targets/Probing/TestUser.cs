using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Scim.Patch;
using Sutler.Service.Mapping;

namespace Sutler.Service.Targets.Probing;

/// <summary>A user that a probe makes, marked as such: in the core schema, or in the extension that the job's mapping writes. Pure.</summary>
internal sealed class TestUser
{
    public const string Mark = "sutler-probe-";
    private readonly ObjectSchema? _users;
    private readonly PatchPath _matching;

    public TestUser(ProbeTarget target, string suffix)
    {
        _users = target.Users;
        _matching = new PatchPath(target.Matching, null, null);
        Name = Mark + suffix;
        IsCore = target.Matching.Schema is not { } urn || urn.StartsWith(ObjectSchema.CoreUrnPrefix, StringComparison.OrdinalIgnoreCase);
        Text = IsCore ? PatchPathParser.Parse("displayName") : Own(mapping => mapping.Type is TargetType.String);
        Flag = IsCore ? PatchPathParser.Parse("active") : Own(mapping => mapping.Type is TargetType.Boolean);
    }

    /// <summary>The value by which it is found.</summary>
    public string Name { get; }

    /// <summary>Whether it is made of attributes of RFC 7643.</summary>
    public bool IsCore { get; }

    /// <summary>A text attribute to change; null for none.</summary>
    public PatchPath? Text { get; }

    /// <summary>The attribute that tells whether the account is in use; null for none.</summary>
    public PatchPath? Flag { get; }

    public ReadOnlyMemory<byte> Body()
    {
        var body = new JsonObject { ["schemas"] = new JsonArray(ObjectSchema.CoreUrnPrefix + "User") };
        if (IsCore)
        {
            body["userName"] = Name;
            body["displayName"] = "Sutler probe, may be deleted";
            body["active"] = true;
            body["name"] = new JsonObject { ["givenName"] = "Sutler", ["familyName"] = "Probe" };
            body[_matching.Attribute.Attribute] = _matching.Attribute.SubAttribute is null ? Name : body[_matching.Attribute.Attribute]?.DeepClone();
            return JsonSerializer.SerializeToUtf8Bytes(body);
        }

        var urn = _matching.Attribute.Schema!;
        var values = new JsonObject { [_matching.Attribute.Attribute] = Name };
        foreach (var mapping in _users?.Values.Where(mapping => mapping.Required && IsOwn(mapping) && !values.ContainsKey(mapping.Target.Attribute.Attribute)) ?? [])
            values[mapping.Target.Attribute.Attribute] = mapping.Type switch { TargetType.Boolean => true, TargetType.Integer => 0, _ => Name };
        if (Flag is not null)
            values[Flag.Attribute.Attribute] = true;
        body["schemas"]!.AsArray().Add(urn);
        body[urn] = values;
        return JsonSerializer.SerializeToUtf8Bytes(body);
    }

    private PatchPath? Own(Func<AttributeMapping, bool> fits) => _users?.Values.FirstOrDefault(mapping => fits(mapping) && IsOwn(mapping) && !mapping.Immutable && mapping.MatchingPriority == 0)?.Target;

    private bool IsOwn(AttributeMapping mapping) =>
        mapping.Target is { ValueFilter: null, Attribute.SubAttribute: null } path && string.Equals(path.Attribute.Schema, _matching.Attribute.Schema, StringComparison.OrdinalIgnoreCase);
}
