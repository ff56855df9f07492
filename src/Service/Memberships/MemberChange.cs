namespace Sutler.Service.Memberships;

/// <summary>One member to put into a group of the target, or to take out of it.</summary>
internal sealed record MemberChange
{
    public required string GroupId { get; init; }

    public required string MemberId { get; init; }

    /// <summary>The group at the target.</summary>
    public required string TargetGroupId { get; init; }

    /// <summary>The member at the target.</summary>
    public required string TargetMemberId { get; init; }

    public string? GroupName { get; init; }

    public required bool Adds { get; init; }
}
