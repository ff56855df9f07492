namespace Sutler.Service.Memberships;

/// <summary>Which memberships a cycle compares.</summary>
/// <param name="After">Feed position before the first change of interest; null for all memberships.</param>
/// <param name="To">Feed position of the last.</param>
/// <param name="CycleId">The cycle whose newly linked objects are of interest.</param>
/// <param name="Groups">Groups of which all members are of interest: those that failed before and are due.</param>
internal sealed record MembershipRange(long? After, long To, string CycleId, IReadOnlyList<string> Groups);
