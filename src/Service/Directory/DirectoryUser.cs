namespace Sutler.Service.Directory;

/// <summary>
/// A user of the directory. <see cref="Attributes"/> holds everything the document has (without id and manager, which are references);
/// names compare without regard to case; values are string, bool, decimal or string[].
/// </summary>
internal sealed record DirectoryUser
{
    public required string Id { get; init; }

    /// <summary>Feed position of the user's last change: grows with every change, so it orders the states of one user.</summary>
    public long Version { get; init; }

    public required IReadOnlyDictionary<string, object> Attributes { get; init; }

    public string? ManagerId { get; init; }

    /// <summary>The manager as the HR system names them; leads to <see cref="ManagerId"/> as soon as that worker is in the directory.</summary>
    public string? ManagerEmployeeId { get; init; }

    /// <summary>When the user came into the directory; kept from the first write.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? DeletedAt { get; init; }

    public string UserPrincipalName => Text(UserAttribute.UserPrincipalName) ?? "";

    public string? EmployeeId => Text(UserAttribute.EmployeeId);

    public bool AccountEnabled => Attributes.GetValueOrDefault(UserAttribute.AccountEnabled) is not false;

    public string DisplayName => Text(UserAttribute.DisplayName) ?? UserPrincipalName;

    public string? Text(string attribute) => Attributes.GetValueOrDefault(attribute) as string;
}
