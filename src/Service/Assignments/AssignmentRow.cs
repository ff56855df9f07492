namespace Sutler.Service.Assignments;

/// <summary>
/// An assignment of a user or group to an application, as the table holds it. A group brings in its direct members, or with
/// <see cref="Transitive"/> those of its groups too (S/SCOPE-2, S/SCOPE-6).
/// </summary>
internal sealed record AssignmentRow
{
    public const string Columns = """
        id AS Id, application_id AS ApplicationId, principal_id AS PrincipalId, principal_type AS PrincipalType, role_id AS RoleId,
        transitive AS TransitiveFlag, valid_from AS ValidFrom, valid_until AS ValidUntil, created_at AS CreatedAt
        """;

    /// <summary>The role of an assignment that names none (S/SCOPE-4).</summary>
    public const string DefaultRole = "00000000-0000-0000-0000-000000000000";

    public required string Id { get; init; }

    public required string ApplicationId { get; init; }

    public required string PrincipalId { get; init; }

    /// <summary>User or Group.</summary>
    public required string PrincipalType { get; init; }

    public string RoleId { get; init; } = DefaultRole;

    public int TransitiveFlag { get; init; }

    public bool Transitive => TransitiveFlag != 0;

    /// <summary>From when it counts; null for always.</summary>
    public string? ValidFrom { get; init; }

    /// <summary>Until when it counts, that moment not included; null for ever.</summary>
    public string? ValidUntil { get; init; }

    public required string CreatedAt { get; init; }
}
