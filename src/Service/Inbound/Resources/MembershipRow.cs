namespace Sutler.Service.Inbound.Resources;

/// <summary>A membership seen from the member.</summary>
/// <param name="MemberId">The member.</param>
/// <param name="GroupId">The group.</param>
/// <param name="GroupName">Its name.</param>
/// <param name="Version">Positions of the membership and of the group, added: grows with every change of either.</param>
internal sealed record MembershipRow(string MemberId, string GroupId, string GroupName, long Version);
