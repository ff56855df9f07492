namespace Sutler.Service.Guards;

/// <summary>A member that a cycle would take out of a group at the target.</summary>
/// <param name="GroupId">The group's id in the directory.</param>
/// <param name="MemberId">The member's.</param>
/// <param name="Name">What people know both by, such as <c>Sales: Ann</c>.</param>
internal sealed record LeavingMember(string GroupId, string MemberId, string Name);
