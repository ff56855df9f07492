using System.Text.Json;

namespace Sutler.Service.Planning;

/// <summary>What is to happen to an object's single references, such as the manager. Pure. Members of groups are the memberships' part.</summary>
internal static class ReferencePlanner
{
    public static ReferencePlan Plan(PlanInput input, SourceObject source, JsonElement? target)
    {
        var plan = new ReferencePlan();
        foreach (var mapping in input.Schema.References.Where(mapping => !mapping.MultiValued))
        {
            var before = target is { } resource ? TargetValue.Read(resource, mapping.Target) as string : null;
            var referent = mapping.Source.Map(source.Value).Value as string is { } id && id != input.SourceId ? id : null;
            var after = referent is null ? null : input.References.TargetIds.GetValueOrDefault(referent);
            if (after is not null)
                plan.Settled[mapping.TargetName] = after;
            else if (source.HasManager)
                plan.Pending.Add(new PendingReference(mapping.TargetName, referent, before));

            // A reference that this job did not set is taken away by nobody: the source may just not know it.
            var sent = input.Link?.ReferencesSent.GetValueOrDefault(mapping.TargetName);
            var ours = input.Unsettled || (sent is not null && TargetValue.Same(mapping, before, sent));
            if (!TargetValue.Same(mapping, before, after) && (after is not null || ours))
                plan.Changes.Add(new AttributeChange(mapping, before, after));
        }

        return plan;
    }
}
