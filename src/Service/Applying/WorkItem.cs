using System.Text.Json;
using Sutler.Service.Mapping;
using Sutler.Service.Planning;

namespace Sutler.Service.Applying;

/// <summary>One object on its way through a batch: what was loaded, what was planned, how it ended.</summary>
internal sealed class WorkItem
{
    public required string SourceId { get; init; }

    /// <summary>What is done with objects of this type.</summary>
    public required ObjectSchema Schema { get; init; }

    /// <summary>Null when the source object is gone for good.</summary>
    public SourceObject? Source { get; init; }

    public LinkState? Link { get; set; }

    /// <summary>A call whose end is unknown: the target must be asked before anything is sent.</summary>
    public IntentRow? OpenIntent { get; init; }

    /// <summary>The linked object is gone from the target; the link goes with it.</summary>
    public bool DropsLink { get; set; }

    /// <summary>The questions by which the object can be found at the target.</summary>
    public IReadOnlyList<MatchQuery> Matching { get; set; } = [];

    public IReadOnlyList<JsonElement> Targets { get; set; } = [];

    public ReferenceState References { get; set; } = ReferenceState.None;

    /// <summary>Values found free at the target for this new object, by target attribute (S/EXPR-90).</summary>
    public IReadOnlyDictionary<string, string> Unique { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public Change? Change { get; set; }

    /// <summary>Plans the object by another rule than the job's mapping, as undoing does; null for the mapping.</summary>
    public Func<WorkItem, Change>? Planned { get; init; }

    /// <summary>The target object once the change is done.</summary>
    public string? TargetId { get; set; }

    public Failure? Failure { get; set; }

    /// <summary>The work was not brought to an end: the cycle stops before its watermark passes this object.</summary>
    public bool IsOpen { get; set; }

    /// <summary>The removal is held until somebody releases it: nothing is sent and nothing settled, and the cycle goes on (S/SAFE-3).</summary>
    public bool IsHeld { get; set; }

    /// <summary>A call may have run and nobody knows: its intent stays until the target has been asked.</summary>
    public bool IsUncertain { get; set; }

    public TimeSpan Duration { get; set; }

    public string TraceId { get; set; } = "";

    public bool NeedsSending => Change is { Action: not ChangeAction.None, IsFailure: false } && Failure is null && !IsOpen && !IsHeld;
}
