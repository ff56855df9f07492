using Sutler.Service.Directory;

namespace Sutler.Service.Planning;

/// <summary>A user as a job sees them: attributes, and what is computed from them (S/MAP-21).</summary>
internal sealed class SourceObject(DirectoryUser user, bool inScope)
{
    public DirectoryUser User { get; } = user;

    /// <summary>Whether the account at the target should not be usable: deleted, disabled or out of scope.</summary>
    public bool IsSoftDeleted { get; } = user.DeletedAt is not null || !user.AccountEnabled || !inScope;

    public string InactiveReason => User.DeletedAt is not null ? "deleted in the directory"
        : !User.AccountEnabled ? "disabled in the directory"
        : "out of scope";

    /// <summary>Whether the source names a manager, known or not.</summary>
    public bool HasManager => User.ManagerId is not null || User.ManagerEmployeeId is not null;

    public object? Value(string attribute)
    {
        if (User.Attributes.TryGetValue(attribute, out var value))
            return value;
        if (Is(attribute, UserAttribute.ObjectId))
            return User.Id;
        if (Is(attribute, UserAttribute.IsSoftDeleted))
            return IsSoftDeleted;
        if (Is(attribute, UserAttribute.Manager))
            return User.ManagerId;
        if (Is(attribute, UserAttribute.ManagerEmployeeId))
            return User.ManagerEmployeeId;
        return Is(attribute, UserAttribute.AccountEnabled) ? User.AccountEnabled : null;
    }

    private static bool Is(string attribute, string name) => string.Equals(attribute, name, StringComparison.OrdinalIgnoreCase);
}
