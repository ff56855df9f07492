using Sutler.Service.Api;

namespace Sutler.Service.Plans;

/// <summary>What is to be undone: a cycle, an applied plan, or one change of one object.</summary>
internal sealed record UndoRequest(string? CycleId, string? PlanId, string? ObjectId, string? ChangeId)
{
    public PlanSelection ToSelection() => this switch
    {
        { CycleId: { Length: > 0 } cycle, PlanId: null, ObjectId: var id, ChangeId: null } => new PlanSelection { CycleId = cycle, Ids = id is null ? null : [id] },
        { PlanId: { Length: > 0 } plan, CycleId: null, ObjectId: var id, ChangeId: null } => new PlanSelection { CycleId = plan, Ids = id is null ? null : [id] },
        { ObjectId: { Length: > 0 } id, ChangeId: { Length: > 0 } change, CycleId: null, PlanId: null } => new PlanSelection { Ids = [id], ChangeId = change },
        _ => throw ApiException.BadRequest("Say what to undo: {\"cycleId\": …}, {\"planId\": …}, each with an objectId for one object alone, or {\"objectId\": …, \"changeId\": …}. The provisioning log has these ids."),
    };
}
