namespace Sutler.Service.Plans;

/// <summary>How a plan is to be applied.</summary>
/// <param name="Limit">Most objects that are sent something; the rest waits for the next time (S/PLAN-4). Null for all.</param>
/// <param name="Approve">The removals have been looked at, although they are many (S/PLAN-3).</param>
internal sealed record ApplyRequest(int? Limit, bool? Approve);
