using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Service.Api;
using Sutler.Service.Applying;
using Sutler.Service.Directory;

namespace Sutler.Service.OnDemand;

/// <summary>Makes the assumptions of a question "what if". Pure.</summary>
internal static class WhatIf
{
    public static Assumptions Of(OnDemandRequest request, DateTimeOffset now)
    {
        var overrides = (request.Overrides ?? []).ToDictionary(pair => Name(pair.Key), pair => Value(pair.Key, pair.Value), StringComparer.OrdinalIgnoreCase);
        return new Assumptions { Link = Assumptions.Unsettled, User = user => Assume(user, overrides, (request.As, now)) };
    }

    private static DirectoryUser? Assume(DirectoryUser user, Dictionary<string, object?> overrides, (string? As, DateTimeOffset Now) state)
    {
        var attributes = new Dictionary<string, object>(user.Attributes, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in overrides)
        {
            if (value is null)
                attributes.Remove(name);
            else
                attributes[name] = value;
        }

        if (state.As == "disabled")
            attributes[UserAttribute.AccountEnabled] = false;
        return state.As == "purged" ? null : user with { Attributes = attributes, DeletedAt = state.As == "deleted" ? state.Now : user.DeletedAt };
    }

    private static string Name(string given) => UserAttribute.Canonical.TryGetValue(given, out var known) ? known
        : given.StartsWith(UserAttribute.ExtensionPrefix, StringComparison.Ordinal) ? given
        : throw ApiException.BadRequest($"overrides: '{(given.Length > 60 ? given[..60] : given)}' is no attribute of a user. Use a name of the directory, or one that starts with extension_.");

    private static object? Value(string name, JsonNode? node) => node?.GetValueKind() switch
    {
        null or JsonValueKind.Null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number when node.AsValue().TryGetValue<decimal>(out var number) => number,
        JsonValueKind.String => node.GetValue<string>() is { Length: > 0 } text ? text : null,
        JsonValueKind.Array when node.AsArray().All(item => item?.GetValueKind() is JsonValueKind.String) => node.AsArray().Select(item => item!.GetValue<string>()).ToArray(),
        _ => throw ApiException.BadRequest($"overrides: {name} must be a string, a number, true, false, null, or an array of strings."),
    };
}
