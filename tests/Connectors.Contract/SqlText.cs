using System.Globalization;
using Sutler.Connectors.Sdk;

namespace Sutler.Connectors.Contract;

/// <summary>Short forms for changes and values in tests.</summary>
public static class SqlText
{
    /// <summary>An add.</summary>
    public static ObjectChange Add(string type, string? id, params (string Name, object? Value)[] values) => Change(ChangeKind.Add, type, id, values);

    /// <summary>An update that replaces the values given.</summary>
    public static ObjectChange Update(string type, string id, params (string Name, object? Value)[] values) => Change(ChangeKind.Update, type, id, values);

    /// <summary>A delete.</summary>
    public static ObjectChange Delete(string type, string id) => Change(ChangeKind.Delete, type, id, []);

    /// <summary>A reference.</summary>
    public static ObjectReference Reference(string type, string id) => new(type, new Anchor(id));

    /// <summary>A complex value.</summary>
    public static Dictionary<string, object> Parts(params (string Name, object Value)[] parts) => parts.ToDictionary(part => part.Name, part => part.Value);

    /// <summary>A list of values.</summary>
    public static List<object> List(params object[] values) => [.. values];

    /// <summary>Moves single values of one attribute.</summary>
    public static ObjectChange Move(string type, string id, string attribute, (List<object> Removed, List<object> Added) values) =>
        new(ChangeKind.Update, type, new Anchor(id), new Dictionary<string, AttributeChange>
        {
            [attribute] = new(AttributeChangeKind.Update, null) { Removed = values.Removed, Added = values.Added },
        });

    /// <summary>Applies one change that must work.</summary>
    public static async Task<ConnectorObject> ApplyAsync(this IConnector connector, ObjectChange change)
    {
        ArgumentNullException.ThrowIfNull(connector);
        var result = (await connector.ApplyAsync([change], CancellationToken.None)).Single();
        result.Error.ShouldBeNull();
        return result.Object!;
    }

    /// <summary>Applies one change that must be refused.</summary>
    public static async Task<ConnectorError> RefusedAsync(this IConnector connector, ObjectChange change) =>
        (await connector.ApplyAsync([change], CancellationToken.None)).Single().Error.ShouldNotBeNull();

    /// <summary>Imports everything.</summary>
    public static async Task<List<ConnectorObject>> ImportAsync(this IConnector connector, int pageSize = 500) =>
        await connector.ImportAsync(new ImportRequest(ImportKind.Full, null, pageSize), CancellationToken.None).SelectMany(page => page.Objects).ToListAsync();

    /// <summary>Imports all, or what changed since the watermark: what came, what went, and the last watermark.</summary>
    public static async Task<(List<string> Objects, List<string> Deleted, string? Watermark)> ImportAsync(this IConnector connector, ImportKind kind, string? watermark, int pageSize = 2)
    {
        ArgumentNullException.ThrowIfNull(connector);
        List<string> objects = [], deleted = [];
        await foreach (var page in connector.ImportAsync(new ImportRequest(kind, watermark, pageSize), CancellationToken.None))
        {
            page.Objects.Count.ShouldBeLessThanOrEqualTo(pageSize);
            objects.AddRange(page.Objects.Select(found => $"{found.ObjectType}:{found.Anchor}"));
            deleted.AddRange(page.Deleted.Select(gone => $"{gone.ObjectType}:{gone.Anchor}"));
            watermark = page.Watermark ?? watermark;
        }

        return (objects, deleted, watermark);
    }

    /// <summary>The text of a value, parts and lists included.</summary>
    public static string Text(object value) => value switch
    {
        IReadOnlyDictionary<string, object> parts => $"{{{string.Join(", ", parts.Select(part => $"{part.Key}={Text(part.Value)}"))}}}",
        byte[] bytes => Convert.ToHexString(bytes),
        IReadOnlyList<object> list => $"[{string.Join(", ", list.Select(Text))}]",
        ObjectReference reference => $"{reference.ObjectType}:{reference.Anchor}",
        DateTimeOffset moment => moment.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static ObjectChange Change(ChangeKind kind, string type, string? id, (string Name, object? Value)[] values) =>
        new(kind, type, id is null ? null : new Anchor(id), values.ToDictionary(value => value.Name, value => new AttributeChange(AttributeChangeKind.Replace, value.Value)));
}
