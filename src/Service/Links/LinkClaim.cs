using Sutler.Service.Applying;

namespace Sutler.Service.Links;

/// <summary>The claim of a target object for a source object and the version that is about to be sent.</summary>
internal sealed record LinkClaim(string SourceId, string TargetId, long Version, string ObjectType)
{
    public static LinkClaim Of(WorkItem item) => new(item.SourceId, item.Change!.TargetId ?? "", item.Change.SourceVersion, item.Schema.SourceType);
}
