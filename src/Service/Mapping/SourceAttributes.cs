using System.Text.Json.Nodes;
using Sutler.Service.Directory;

namespace Sutler.Service.Mapping;

/// <summary>Which attributes a source object of a type can have: those the directory knows, extensions, and those the document lists (S/SCHEMA-3).</summary>
internal sealed class SourceAttributes
{
    public const string AppRoleAssignments = "appRoleAssignments";
    public const string Members = "members";

    private static readonly HashSet<string> Flags = new(StringComparer.OrdinalIgnoreCase)
    {
        UserAttribute.AccountEnabled, UserAttribute.IsSoftDeleted, "dirSyncEnabled", "securityEnabled", "mailEnabled", "onPremisesSyncEnabled",
    };

    private static readonly HashSet<string> Lists = new(StringComparer.OrdinalIgnoreCase) { "proxyAddresses", "alternativeSecurityIds", AppRoleAssignments, Members };

    private static readonly HashSet<string> Dates = new(StringComparer.OrdinalIgnoreCase) { "employeeHireDate", "employeeLeaveDateTime", "createdDateTime" };

    private static readonly IReadOnlyList<string> Computed = [UserAttribute.ObjectId, UserAttribute.IsSoftDeleted];

    private static readonly IReadOnlyList<string> OfUser =
    [
        .. Computed, .. UserAttribute.Known, UserAttribute.Manager, UserAttribute.ManagerEmployeeId, AppRoleAssignments, "userType",
        "alternativeSecurityIds", "passwordProfile.password",
    ];

    private static readonly IReadOnlyList<string> OfGroup =
    [
        .. Computed, "displayName", "description", "mail", "mailEnabled", "mailNickname", "securityEnabled", "proxyAddresses", "onPremisesSecurityIdentifier",
        "onPremisesSyncEnabled", "dirSyncEnabled", Members,
    ];

    private readonly Dictionary<string, SourceAttribute> _attributes = new(StringComparer.OrdinalIgnoreCase);
    private readonly string _sourceType;

    private SourceAttributes(string sourceType, JsonObject? definition)
    {
        _sourceType = sourceType;
        foreach (var name in BuiltIn(sourceType))
            _attributes[name] = new SourceAttribute(name, TypeOf(name), Lists.Contains(name));
        foreach (var attribute in definition.Objects("attributes"))
        {
            if (attribute.Text("name") is { Length: > 0 } name)
                _attributes.TryAdd(name, new SourceAttribute(name, Enum.TryParse<TargetType>(attribute.Text("type"), ignoreCase: true, out var type) ? type : TargetType.String, attribute.Flag("multivalued") is true));
        }
    }

    public static SourceAttributes Of(string sourceType, JsonObject? definition) => new(sourceType, definition);

    public static IReadOnlyList<string> BuiltIn(string sourceType) => sourceType is JobSchema.Group ? OfGroup : OfUser;

    /// <summary>What is known of an attribute; null when no object has it. Extensions are known whatever they are called.</summary>
    public SourceAttribute? Find(string name) => _attributes.GetValueOrDefault(name)
        ?? (name.StartsWith(UserAttribute.ExtensionPrefix, StringComparison.OrdinalIgnoreCase) ? new SourceAttribute(name) : null);

    /// <summary>The name as it stands, if objects can have it.</summary>
    public string Check(string place, string name) => Find(name) is not null ? name : throw SchemaReader.Refuse(place, Unknown(name));

    public string Unknown(string name) => $"is mapped from '{name}', which is no attribute of a {_sourceType.ToLowerInvariant()}";

    private static TargetType TypeOf(string name) => Flags.Contains(name) ? TargetType.Boolean
        : Dates.Contains(name) ? TargetType.DateTime
        : name.Is(UserAttribute.Manager) || name.Is(Members) ? TargetType.Reference
        : TargetType.String;
}
