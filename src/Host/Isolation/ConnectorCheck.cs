using System.Collections.Frozen;
using Sutler.Connectors.Sdk;

namespace Sutler.Host.Isolation;

/// <summary>
/// Judges what a connector hands out before the host works with it. Each message tells the author of the connector what is wrong; null is fine.
/// Attributes that the schema does not name are not wrong: nothing reads them.
/// </summary>
internal sealed class ConnectorCheck(ConnectorSchema schema)
{
    private const int MaxDepth = 3;
    private readonly FrozenDictionary<string, ObjectTypeSchema> _types = schema.ObjectTypes.ToFrozenDictionary(t => t.Name, StringComparer.OrdinalIgnoreCase);

    public static string? Schema(ConnectorSchema? schema)
    {
        if (schema?.ObjectTypes is null || schema.ObjectTypes.Any(t => t?.Name is null or "" || t.Anchor is null || t.Attributes is null))
            return "no schema, or object types without name, anchor or attributes";
        if (schema.ObjectTypes.DistinctBy(t => t.Name, StringComparer.OrdinalIgnoreCase).Count() != schema.ObjectTypes.Count)
            return "two object types of one name";
        return schema.ObjectTypes.Select(Type).FirstOrDefault(message => message is not null);
    }

    /// <summary>Structure only: a value of a wrong kind is found when it is written into the cache.</summary>
    public string? Page(ImportPage? page)
    {
        if (page?.Objects is null || page.Deleted is null)
            return "an import page without objects";
        foreach (var found in page.Objects)
        {
            if (Object(found) is { } message)
                return message;
        }

        return page.Deleted.Any(d => d?.Anchor is null || !_types.TryGetValue(d.ObjectType ?? "", out var type) || type.Anchor.Count != d.Anchor.Values.Count)
            ? "a deletion of no object that the schema knows"
            : null;
    }

    public string? Found(IReadOnlyList<ConnectorObject>? found) =>
        found is null ? "no list of objects" : found.Select(o => Object(o) ?? Values(o)).FirstOrDefault(message => message is not null);

    public string? Result(ObjectChange change, ChangeResult? result)
    {
        if (result is null || (result is { Error: null, Object: null } && change.Kind is not ChangeKind.Delete))
            return "a result without object and error";
        if (result.Error is not null)
            return result.Error.Message is null ? "an error without a message" : null;
        if (change.Kind is ChangeKind.Delete)
            return null;
        if (!string.Equals(result.Object!.ObjectType, change.ObjectType, StringComparison.OrdinalIgnoreCase))
            return $"an object of type {result.Object.ObjectType} as the result of a change of type {change.ObjectType}";
        return Object(result.Object) ?? Values(result.Object) ?? Unread(change, result.Unread);
    }

    private string? Unread(ObjectChange change, IReadOnlyList<string>? unread)
    {
        if (unread is null)
            return "a result without a list of what was not read";
        if (unread.Count > 0 && change.Kind is not ChangeKind.Update)
            return "a new object that was not read";
        return unread.FirstOrDefault(name => !_types[change.ObjectType].Attributes.Any(a => a.MultiValued && string.Equals(a.Name, name, StringComparison.OrdinalIgnoreCase))
            || change.Attributes.GetValueOrDefault(name)?.Kind is AttributeChangeKind.Replace) is { } name
            ? $"{name} as not read, although it is no list or was replaced"
            : null;
    }

    private static string? Type(ObjectTypeSchema type)
    {
        if (type.Anchor.Count == 0 || type.Attributes.Any(a => a?.Name is null or "" || a.SubAttributes is null))
            return $"object type {type.Name} without an anchor, or with an attribute that has no name";
        var names = type.Attributes.Select(a => a.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (names.Count != type.Attributes.Count)
            return $"object type {type.Name} with two attributes of one name";
        return type.Anchor.All(a => a is not null && names.Contains(a)) ? null : $"object type {type.Name} with an anchor that is not among its attributes";
    }

    private static string? Values(ConnectorObject found)
    {
        foreach (var (name, value) in found.Attributes)
        {
            if (!IsKnown(value, 0))
                return $"a value of type {value?.GetType().Name ?? "null"} for {name}";
        }

        return null;
    }

    private static bool IsKnown(object? value, int depth) => value switch
    {
        string or long or decimal or bool or DateTimeOffset or byte[] => true,
        ObjectReference reference => reference.Anchor is not null && reference.ObjectType is not null,
        _ when depth >= MaxDepth => false,
        IReadOnlyDictionary<string, object> parts => parts.Values.All(v => IsKnown(v, depth + 1)),
        IReadOnlyList<object> values => values.All(v => IsKnown(v, depth + 1)),
        _ => false,
    };

    private string? Object(ConnectorObject? found)
    {
        if (found?.ObjectType is null || found.Anchor is null || found.Attributes is null)
            return "an object without type, anchor or attributes";
        if (!_types.TryGetValue(found.ObjectType, out var type))
            return $"an object of type {found.ObjectType}, which its schema does not have";
        return found.Anchor.Values.Count == type.Anchor.Count
            ? null
            : $"an object of type {type.Name} with {found.Anchor.Values.Count} anchor values instead of {type.Anchor.Count}";
    }
}
