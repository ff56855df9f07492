using Sutler.Service.Jobs;
using Sutler.Service.OnDemand;
using Sutler.Service.Planning;

namespace Sutler.Service.Explaining;

/// <summary>Everything that is known of one object and one job at a moment.</summary>
internal sealed record ExplainFacts
{
    public required string ObjectId { get; init; }

    public string DisplayName { get; init; } = "";

    public required JobFacts Job { get; init; }

    /// <summary>What the directory has; null for gone, or never there.</summary>
    public SourceFacts? Source { get; init; }

    public ScopeView? Scope { get; init; }

    public LinkFacts? Link { get; init; }

    public EscrowFacts? Escrow { get; init; }

    /// <summary>The action of a call whose end is not known.</summary>
    public string? OpenAction { get; init; }

    public IReadOnlyList<ReferenceFacts> References { get; init; } = [];

    /// <summary>Changed objects that the job looks at before this one; null when this one has not changed since.</summary>
    public long? Before { get; init; }

    /// <summary>What the job would do now; null when the target was not asked.</summary>
    public Change? Now { get; init; }

    /// <summary>Why the target could not be asked; null when it was, or was not to be.</summary>
    public string? Fault { get; init; }

    public IReadOnlyList<ValueFacts> Values { get; init; } = [];

    /// <summary>The last log rows, newest first.</summary>
    public IReadOnlyList<HistoryFacts> History { get; init; } = [];

    /// <summary>The first log row that there is.</summary>
    public HistoryFacts? First { get; init; }

    public CycleRecord? Cycle => Job.Cycle;
}
