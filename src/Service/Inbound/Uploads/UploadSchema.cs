using System.Text.Json.Nodes;
using Sutler.Scim.Patch;
using Sutler.Service.Directory;
using Sutler.Service.Mapping;

namespace Sutler.Service.Inbound.Uploads;

/// <summary>What an inbound job does with a record: its schema document, read once. Pure.</summary>
internal sealed class UploadSchema
{
    private readonly HashSet<string> _urns;
    private readonly AttributeMapping? _active;

    private UploadSchema(ObjectSchema users)
    {
        Users = users;
        Match = users.Matching[0];
        _active = users.Values.FirstOrDefault(mapping => mapping.TargetName.Is(UserAttribute.AccountEnabled));
        _urns = new HashSet<string>(users.Values.Select(mapping => mapping.Source).OfType<AttributeSource>().Select(source => UrnOf(source.Name)).OfType<string>(), StringComparer.OrdinalIgnoreCase);
    }

    public ObjectSchema Users { get; }

    /// <summary>The row that users are found by.</summary>
    public AttributeMapping Match { get; }

    public string MatchAttribute => Match.TargetName;

    /// <summary>Whether users are found by employeeId, else by userPrincipalName.</summary>
    public bool IsByEmployee => MatchAttribute.Is(UserAttribute.EmployeeId);

    /// <summary>Where a record has what it is matched by, for messages.</summary>
    public string MatchSource => Match.Source is AttributeSource source ? source.Name : "an expression";

    /// <exception cref="Api.ApiException">The document cannot be used for an inbound job; the message says why.</exception>
    public static UploadSchema Read(string document) => Read(SchemaReader.Parse(document));

    /// <inheritdoc cref="Read(string)"/>
    public static UploadSchema Read(JsonObject document)
    {
        var users = SchemaReader.Read(document).For(JobSchema.User);
        if (!users.Enabled)
            throw SchemaReader.Refuse("objectMappings", "holds no enabled mapping with sourceObjectName User, which an inbound job needs");
        foreach (var mapping in users.Values.Concat(users.References))
            Check(mapping);
        if (users.Matching.Count != 1 || !(users.Matching[0].TargetName.Is(UserAttribute.EmployeeId) || users.Matching[0].TargetName.Is(UserAttribute.UserPrincipalName)))
            throw SchemaReader.Refuse("attributeMappings", "must have exactly one row with a matchingPriority above 0, and it must be employeeId or userPrincipalName: an inbound job finds users by one of these");
        return new UploadSchema(users);
    }

    /// <summary>What the record's user is found by; null where it has none.</summary>
    public string? KeyOf(UploadSource source)
    {
        try
        {
            var text = UploadSource.Text(Match.Source.Map(source.Read).Value);
            return string.IsNullOrEmpty(text) ? null : IsByEmployee ? text : UserRow.Key(text);
        }
        catch (MappingException)
        {
            return null;
        }
    }

    public bool SaysInactive(UploadSource source)
    {
        try
        {
            return _active?.Source.Map(source.Read).Value is { } value && bool.TryParse(UploadSource.Text(value), out var active) && !active;
        }
        catch (MappingException)
        {
            return false;
        }
    }

    /// <summary>Whether a row of the schema reads from the extension.</summary>
    public bool KnowsUrn(string urn) => _urns.Contains(urn);

    private static string? UrnOf(string path) => PatchPathParser.Parse(path).Attribute.Schema;

    private static void Check(AttributeMapping mapping)
    {
        var name = mapping.TargetName;
        if (mapping.IsReference || name.Is(UserAttribute.Manager))
            throw SchemaReader.Refuse(name, "is a reference, which a record cannot carry. Map the manager's employee id to managerEmployeeId");
        if (!UserAttribute.Canonical.ContainsKey(name) && !name.Is(UserAttribute.ManagerEmployeeId) && !name.StartsWith(UserAttribute.ExtensionPrefix, StringComparison.Ordinal))
            throw SchemaReader.Refuse(name, "is no attribute of the directory. Use one of its names, or one that starts with extension_");
    }
}
