namespace Sutler.Service.Directory;

/// <summary>A user as parameters of a statement.</summary>
internal sealed record UserColumns
{
    public required string TenantId { get; init; }

    public required string Id { get; init; }

    public required long Version { get; init; }

    public required string UpnKey { get; init; }

    public string? EmployeeId { get; init; }

    public required int AccountEnabled { get; init; }

    public string? CreatedAt { get; init; }

    public string? DeletedAt { get; init; }

    public string? ManagerId { get; init; }

    public string? ManagerEmployeeId { get; init; }

    public required string Document { get; init; }

    public static UserColumns Of(string tenantId, DirectoryUser user, long version) => new()
    {
        TenantId = tenantId,
        Id = user.Id,
        Version = version,
        UpnKey = UserRow.Key(user.UserPrincipalName),
        EmployeeId = user.EmployeeId,
        AccountEnabled = user.AccountEnabled ? 1 : 0,
        CreatedAt = DirectoryTime.Text(user.CreatedAt),
        DeletedAt = DirectoryTime.Text(user.DeletedAt),
        ManagerId = user.ManagerId,
        ManagerEmployeeId = user.ManagerEmployeeId,
        Document = UserDocument.Write(user.Attributes),
    };
}
