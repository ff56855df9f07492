namespace Sutler.Service.Directory;

/// <summary>A user as the table holds it.</summary>
internal sealed record UserRow
{
    public const string Columns =
        "id AS Id, version AS Version, created_at AS CreatedAt, deleted_at AS DeletedAt, manager_id AS ManagerId, manager_employee_id AS ManagerEmployeeId, document AS Document";

    public required string Id { get; init; }

    public required long Version { get; init; }

    public string? CreatedAt { get; init; }

    public string? DeletedAt { get; init; }

    public string? ManagerId { get; init; }

    public string? ManagerEmployeeId { get; init; }

    public required string Document { get; init; }

    /// <summary>Where a query orders by an attribute: what it compared.</summary>
    public string? SortKey { get; init; }

    public DirectoryUser ToUser() => new()
    {
        Id = Id,
        Version = Version,
        Attributes = UserDocument.Read(Document),
        ManagerId = ManagerId,
        ManagerEmployeeId = ManagerEmployeeId,
        CreatedAt = DirectoryTime.Parse(CreatedAt),
        DeletedAt = DirectoryTime.Parse(DeletedAt),
    };

    public static string Key(string userPrincipalName) => userPrincipalName.ToLowerInvariant();
}
