using System.Text.Json.Nodes;
using Sutler.Service.Directory;

namespace Sutler.Service.Mapping;

/// <summary>Which attributes a source object of a type can have: those the directory knows, extensions, and those the document lists (S/SCHEMA-3).</summary>
internal sealed class SourceAttributes
{
    public const string AppRoleAssignments = "appRoleAssignments";
    public const string Members = "members";

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

    private readonly HashSet<string> _names;
    private readonly string _sourceType;

    private SourceAttributes(string sourceType, IEnumerable<string> names)
    {
        _sourceType = sourceType;
        _names = new HashSet<string>(names, StringComparer.OrdinalIgnoreCase);
    }

    public static SourceAttributes Of(string sourceType, JsonObject? definition) =>
        new(sourceType, [.. BuiltIn(sourceType), .. definition.Objects("attributes").Select(attribute => attribute.Text("name")).OfType<string>()]);

    public static IReadOnlyList<string> BuiltIn(string sourceType) => sourceType is JobSchema.Group ? OfGroup : OfUser;

    public bool Knows(string name) => _names.Contains(name) || name.StartsWith(UserAttribute.ExtensionPrefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>The name as it stands, if objects can have it.</summary>
    public string Check(string place, string name) =>
        Knows(name) ? name : throw SchemaReader.Refuse(place, $"is mapped from '{name}', which is no attribute of a {_sourceType.ToLowerInvariant()}");
}
