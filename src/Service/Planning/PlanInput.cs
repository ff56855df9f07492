using System.Text.Json;
using Sutler.Service.Mapping;

namespace Sutler.Service.Planning;

/// <summary>Everything that decides what happens to one object.</summary>
internal sealed record PlanInput
{
    public required string SourceId { get; init; }

    /// <summary>Null when the source object is gone for good.</summary>
    public SourceObject? Source { get; init; }

    public LinkState? Link { get; init; }

    /// <summary>For a link: the linked object, if it is there. Without: the objects that match.</summary>
    public IReadOnlyList<JsonElement> Targets { get; init; } = [];

    /// <summary>What is done with objects of this type.</summary>
    public required ObjectSchema Schema { get; init; }

    public PlanPolicy Policy { get; init; } = PlanPolicy.Default;

    /// <summary>A call for this object is under way or was lost: what stands at the target may be this job's own doing.</summary>
    public bool Unsettled { get; init; }

    public ReferenceState References { get; init; } = ReferenceState.None;

    /// <summary>Values found free at the target, by target attribute (S/EXPR-90).</summary>
    public IReadOnlyDictionary<string, string> Unique { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
