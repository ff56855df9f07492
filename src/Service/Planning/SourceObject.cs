using Sutler.Service.Directory;
using Sutler.Service.Mapping;

namespace Sutler.Service.Planning;

/// <summary>A user or a group as a job sees it: attributes, and what is computed from them (S/MAP-21).</summary>
internal sealed class SourceObject
{
    /// <summary><see cref="JobSchema.User"/> or <see cref="JobSchema.Group"/>.</summary>
    public required string Type { get; init; }

    public required string Id { get; init; }

    /// <summary>Feed position of the object's last change.</summary>
    public required long Version { get; init; }

    public required IReadOnlyDictionary<string, object> Attributes { get; init; }

    public string DisplayName { get; init; } = "";

    public DateTimeOffset? DeletedAt { get; init; }

    public bool AccountEnabled { get; init; } = true;

    public string? ManagerId { get; init; }

    public string? ManagerEmployeeId { get; init; }

    public ScopeState Scope { get; init; } = ScopeState.In;

    /// <summary>The roles that the user's assignments give, each with id, value and displayName (S/MAP-35).</summary>
    public ComplexValue[] Roles { get; init; } = [];

    /// <summary>Whether the account at the target should not be usable: deleted, disabled or out of scope.</summary>
    public bool IsSoftDeleted => DeletedAt is not null || !AccountEnabled || !Scope.InScope;

    public string InactiveReason => DeletedAt is not null ? "deleted in the directory"
        : !AccountEnabled ? "disabled in the directory"
        : Scope.Reason.Length > 0 ? Scope.Reason
        : "out of scope";

    /// <summary>Whether the scope alone takes the object out of use.</summary>
    public bool IsOutOfScopeOnly => DeletedAt is null && AccountEnabled && !Scope.InScope;

    /// <summary>Whether the source names a manager, known or not.</summary>
    public bool HasManager => ManagerId is not null || ManagerEmployeeId is not null;

    /// <summary>The word for such an object in a sentence.</summary>
    public string Noun => Type == JobSchema.Group ? "group" : "user";

    public static SourceObject Of(DirectoryUser user, ScopeState scope) => new()
    {
        Type = JobSchema.User,
        Id = user.Id,
        Version = user.Version,
        Attributes = GuestName.Resolve(user),
        DisplayName = user.DisplayName,
        DeletedAt = user.DeletedAt,
        AccountEnabled = user.AccountEnabled,
        ManagerId = user.ManagerId,
        ManagerEmployeeId = user.ManagerEmployeeId,
        Scope = scope,
    };

    /// <summary>The same object with other facts from outside itself.</summary>
    public SourceObject With(ScopeState scope, ComplexValue[] roles) => new()
    {
        Type = Type,
        Id = Id,
        Version = Version,
        Attributes = Attributes,
        DisplayName = DisplayName,
        DeletedAt = DeletedAt,
        AccountEnabled = AccountEnabled,
        ManagerId = ManagerId,
        ManagerEmployeeId = ManagerEmployeeId,
        Scope = scope,
        Roles = roles,
    };

    public object? Value(string attribute)
    {
        if (Attributes.TryGetValue(attribute, out var value))
            return value;
        if (Is(attribute, UserAttribute.ObjectId))
            return Id;
        if (Is(attribute, UserAttribute.IsSoftDeleted))
            return IsSoftDeleted;
        if (Is(attribute, UserAttribute.Manager))
            return ManagerId;
        if (Is(attribute, UserAttribute.ManagerEmployeeId))
            return ManagerEmployeeId;
        if (Is(attribute, SourceAttributes.AppRoleAssignments))
            return Roles.Length == 0 ? null : Roles;
        return Type == JobSchema.User && Is(attribute, UserAttribute.AccountEnabled) ? AccountEnabled : null;
    }

    private static bool Is(string attribute, string name) => string.Equals(attribute, name, StringComparison.OrdinalIgnoreCase);
}
